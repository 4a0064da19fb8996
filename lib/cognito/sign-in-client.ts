import "server-only";
import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AssociateSoftwareTokenCommand,
  ChangePasswordCommand,
  type CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  DescribeUserPoolClientCommand,
  ForgotPasswordCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  ListUserPoolClientsCommand,
  RespondToAuthChallengeCommand,
  VerifySoftwareTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { QuotaCategory } from "#lib/calls/quota.ts";
import { describedMost, usualFlows } from "#lib/cognito/app-clients.ts";
import { translate } from "#lib/cognito/fault.ts";
import { placeOf, readPaced } from "#lib/cognito/place.ts";
import { Fault } from "#lib/errors.ts";
import type { PoolEntry } from "#lib/pools/pool.ts";
import type { Answer, Challenge } from "#lib/sign-in/answer.ts";
import type { AppClient } from "#lib/sign-in/app-client.ts";
import { type CallName, isSecret, type Members, type MemberText, type Request } from "#lib/sign-in/step.ts";

/** An app client as the server knows it. The secret goes nowhere else. */
export interface KnownClient extends AppClient {
  secret: string | null;
}

/** A pool as its users' apps speak to it. */
export interface SignInClient {
  /** The pool's first app clients, by name, and whether it has more. */
  appClients(): Promise<{ clients: AppClient[]; more: boolean }>;
  /** @throws Fault bad-input when the pool has no such client */
  appClient(id: string): Promise<KnownClient>;
  /** Sends once. A refusal is an answer; so is that none came. */
  send(request: Request): Promise<Answer>;
}

type Sdk = CognitoIdentityProviderClient;
/** A request is made by the names of the API, so that its members are what the command takes. */
type Sender = { quota: QuotaCategory; send: (sdk: Sdk, input: never) => Promise<Answer> };

const sender = <Input>(quota: QuotaCategory, send: (sdk: Sdk, input: Input) => Promise<Answer>): Sender => ({
  quota,
  send: send as Sender["send"],
});

type Signed = Pick<
  InitiateAuthCommandOutput,
  "ChallengeName" | "ChallengeParameters" | "Session" | "AuthenticationResult"
>;

/** Lists within a challenge's parameters are JSON (cognito.md 7.2). */
function listOf(text: string | undefined): string[] {
  const list: unknown = JSON.parse(text || "[]");
  return Array.isArray(list) ? list.map(String) : [];
}

function toChallenge({ ChallengeName, ChallengeParameters: given = {}, Session = "" }: Signed): Challenge {
  return {
    name: ChallengeName ?? "",
    session: Session,
    username: given.USER_ID_FOR_SRP ?? "",
    requiredAttributes: listOf(given.requiredAttributes).map((name) => name.replace(/^userAttributes\./, "")),
    destination: given.CODE_DELIVERY_DESTINATION ?? null,
    factors: listOf(given.MFAS_CAN_CHOOSE ?? given.MFAS_CAN_SETUP),
  };
}

function toAnswer(signed: Signed): Answer {
  const tokens = signed.AuthenticationResult;
  if (!tokens) return { kind: "challenge", challenge: toChallenge(signed) };
  return {
    kind: "tokens",
    accessToken: tokens.AccessToken ?? "",
    idToken: tokens.IdToken ?? "",
    refreshToken: tokens.RefreshToken ?? "",
    seconds: tokens.ExpiresIn ?? 0,
  };
}

const doneAnswer: Answer = { kind: "done" };

/** How each call is sent, and the quota it draws on (cognito.md 4.1). */
const senders: Record<CallName, Sender> = {
  InitiateAuth: sender("UserAuthentication", async (sdk, input: InitiateAuthCommand["input"]) =>
    toAnswer(await sdk.send(new InitiateAuthCommand(input))),
  ),
  AdminInitiateAuth: sender("UserAuthentication", async (sdk, input: AdminInitiateAuthCommand["input"]) =>
    toAnswer(await sdk.send(new AdminInitiateAuthCommand(input))),
  ),
  RespondToAuthChallenge: sender("UserAccountRecovery", async (sdk, input: RespondToAuthChallengeCommand["input"]) =>
    toAnswer(await sdk.send(new RespondToAuthChallengeCommand(input))),
  ),
  AdminRespondToAuthChallenge: sender(
    "UserAccountRecovery",
    async (sdk, input: AdminRespondToAuthChallengeCommand["input"]) =>
      toAnswer(await sdk.send(new AdminRespondToAuthChallengeCommand(input))),
  ),
  AssociateSoftwareToken: sender("UserResourceUpdate", async (sdk, input: AssociateSoftwareTokenCommand["input"]) => {
    const { SecretCode = "", Session = "" } = await sdk.send(new AssociateSoftwareTokenCommand(input));
    return { kind: "app-secret", secret: SecretCode, session: Session };
  }),
  VerifySoftwareToken: sender("UserResourceUpdate", async (sdk, input: VerifySoftwareTokenCommand["input"]) => {
    const { Session = "" } = await sdk.send(new VerifySoftwareTokenCommand(input));
    return { kind: "app-verified", session: Session };
  }),
  ForgotPassword: sender("UserAccountRecovery", async (sdk, input: ForgotPasswordCommand["input"]) => {
    const { CodeDeliveryDetails: to } = await sdk.send(new ForgotPasswordCommand(input));
    return { kind: "code-sent", medium: to?.DeliveryMedium ?? "", destination: to?.Destination ?? "" };
  }),
  ConfirmForgotPassword: sender("UserAccountRecovery", async (sdk, input: ConfirmForgotPasswordCommand["input"]) => {
    await sdk.send(new ConfirmForgotPasswordCommand(input));
    return doneAnswer;
  }),
  ChangePassword: sender("UserAccountRecovery", async (sdk, input: ChangePasswordCommand["input"]) => {
    await sdk.send(new ChangePasswordCommand(input));
    return doneAnswer;
  }),
  GlobalSignOut: sender("UserUpdate", async (sdk, input: GlobalSignOutCommand["input"]) => {
    await sdk.send(new GlobalSignOutCommand(input));
    return doneAnswer;
  }),
};

const plain = (text: MemberText): string => (isSecret(text) ? text.value : text);

/** The members with what is secret in them, as they go to Cognito. */
const inputOf = (members: Members): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      typeof value === "string" || isSecret(value)
        ? plain(value)
        : Object.fromEntries(Object.entries(value).map(([key, text]) => [key, plain(text)])),
    ]),
  );

/** What went wrong as an answer; what nobody can name stays a bug. */
function refusalOf(error: unknown): Answer {
  const fault = translate(error, "write");
  if (!(fault instanceof Fault)) throw fault;
  const { name, $fault } = (fault.cause ?? {}) as { name?: string; $fault?: string };
  if ($fault !== "client") return { kind: "unanswered", code: fault.code, message: fault.message };
  return { kind: "refused", error: name ?? "", message: fault.said ?? "", code: fault.code };
}

export function signInClient(entry: PoolEntry): SignInClient {
  const { sdk, pace } = placeOf(entry);
  const UserPoolId = entry.id;

  const read = <T>(run: () => Promise<T>): Promise<T> => readPaced(pace, "UserPoolClientRead", "interactive", run);

  async function appClient(ClientId: string): Promise<KnownClient> {
    const { UserPoolClient: client } = await read(() =>
      sdk.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId })),
    );
    return {
      id: ClientId,
      name: client?.ClientName ?? ClientId,
      hasSecret: client?.ClientSecret !== undefined,
      secret: client?.ClientSecret ?? null,
      flows: client?.ExplicitAuthFlows?.length ? client.ExplicitAuthFlows : usualFlows,
      sessionMinutes: client?.AuthSessionValidity ?? 3,
      hidesUsers: client?.PreventUserExistenceErrors === "ENABLED",
    };
  }

  return {
    appClient,

    async appClients() {
      const page = await read(() => sdk.send(new ListUserPoolClientsCommand({ UserPoolId, MaxResults: 60 })));
      const ids = (page.UserPoolClients ?? []).flatMap(({ ClientId }) => (ClientId ? [ClientId] : []));
      const known = await Promise.all(ids.slice(0, describedMost).map(appClient));
      const clients = known
        .map(({ secret: _, ...client }) => client)
        .toSorted((one, other) => one.name.localeCompare(other.name, "en") || one.id.localeCompare(other.id));
      return { clients, more: known.length < ids.length || page.NextToken !== undefined };
    },

    async send({ call, members }) {
      const { quota, send } = senders[call];
      await pace.turn(quota, "interactive");
      try {
        return await send(sdk, inputOf(members) as never);
      } catch (error) {
        const answer = refusalOf(error);
        if (answer.kind === "refused" && answer.code === "throttled") pace.throttled(quota);
        return answer;
      }
    },
  };
}
