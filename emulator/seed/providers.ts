import type { Pool } from "../pool/pool.ts";

const seededProviders = { Google: "Google", AzureAD: "OIDC", Okta: "OIDC" } as const;

export const addIdentityProviders = (pool: Pool) => {
  for (const [ProviderName, ProviderType] of Object.entries(seededProviders)) {
    const ProviderDetails = { client_id: ProviderName.toLowerCase(), authorize_scopes: "openid email profile" };
    const settings = {
      ProviderName,
      ProviderType,
      ProviderDetails,
      AttributeMapping: { email: "email", name: "name" },
    };
    pool.identityProviders.set(ProviderName, { settings, createdAt: pool.createdAt, modifiedAt: pool.createdAt });
  }
};

/** The `identities` attribute of a federated profile (cognito.md 6). */
export const providerIdentities = (providerName: string, userId: string, dateCreated: number) => [
  "identities",
  JSON.stringify([
    {
      userId,
      providerName,
      providerType: providerName === "Google" ? "Google" : "OIDC",
      issuer: null,
      primary: true,
      dateCreated: Math.floor(dateCreated),
    },
  ]),
];
