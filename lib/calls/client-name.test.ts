import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { clientName } from "#lib/calls/client-name.ts";

// What botocore 1.43.11 calls the operations and members of cognito-idp in whose names a rule of capital letters can go wrong.
const names: [name: string, cli: string][] = [
  ["AdminSetUserMFAPreference", "admin-set-user-mfa-preference"],
  ["SetUserMFAPreference", "set-user-mfa-preference"],
  ["GetCSVHeader", "get-csv-header"],
  ["GetUICustomization", "get-ui-customization"],
  ["SetUICustomization", "set-ui-customization"],
  ["ListWebAuthnCredentials", "list-web-authn-credentials"],
  ["GetUserPoolMfaConfig", "get-user-pool-mfa-config"],
  ["UpdateManagedLoginBranding", "update-managed-login-branding"],
  ["SMSMfaSettings", "sms-mfa-settings"],
  ["SoftwareTokenMfaSettings", "software-token-mfa-settings"],
  ["EmailMfaSettings", "email-mfa-settings"],
  ["WebAuthnMfaSettings", "web-authn-mfa-settings"],
  ["MFAOptions", "mfa-options"],
  ["CSS", "css"],
  ["CallbackURLs", "callback-urls"],
  ["LogoutURLs", "logout-urls"],
  ["DefaultRedirectURI", "default-redirect-uri"],
  ["AllowedOAuthFlowsUserPoolClient", "allowed-o-auth-flows-user-pool-client"],
  ["UserPoolAddOns", "user-pool-add-ons"],
  ["UserPoolId", "user-pool-id"],
];
test.each(names)("%s is %s, and the same with underlines for Python", (name, cli) => {
  expect(clientName(name, "-")).toBe(cli);
  expect(clientName(name, "_")).toBe(cli.replaceAll("-", "_"));
});

test("an operation without an acronym is written word by word, for all in the service's model", () => {
  const text = readFileSync("emulator/wire/shapes.ts", "utf8");
  const operations = [...text.matchAll(/^export const (\w+)Request = /gm)].map(([, name]) => name ?? "");
  expect(operations.length).toBeGreaterThan(80);
  const plain = operations.filter((name) => !/[A-Z]{2}/.test(name));
  expect(operations.filter((name) => !plain.includes(name)).toSorted()).toEqual(
    names
      .map(([name]) => name)
      .filter((name) => operations.includes(name) && /[A-Z]{2}/.test(name))
      .toSorted(),
  );
  for (const name of plain)
    expect(clientName(name, "-")).toBe(
      [...name.matchAll(/[A-Z][a-z]*/g)].map(([word]) => word.toLowerCase()).join("-"),
    );
});
