import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { translate } from "#lib/cognito/fault.ts";
import { holdUnpaced } from "#lib/cognito/fixture.ts";
import { places } from "#lib/cognito/place.ts";
import { type PoolClient, poolClient } from "#lib/cognito/pool-client.ts";
import { attempt, Fault, type FaultCode, faults } from "#lib/errors.ts";
import type { PoolEntry } from "#lib/pools/pool.ts";

/** An error as the SDK throws it for an answer of the service. */
const said = (name: string, message: string, $fault: "client" | "server" = "client") =>
  Object.assign(new Error(message), { name, $fault, $metadata: { httpStatusCode: $fault === "client" ? 400 : 500 } });

const code = (error: unknown, kind: "read" | "write" = "write"): FaultCode | "bug" => {
  const translated = translate(error, kind);
  return translated instanceof Fault ? translated.code : "bug";
};

describe("what the service says", () => {
  const table: [name: string, message: string, code: FaultCode][] = [
    ["NotAuthorizedException", "User password cannot be reset in the current state.", "not-resettable"],
    ["NotAuthorizedException", "Contact administrator to reset password.", "not-resettable"],
    ["NotAuthorizedException", "User is disabled.", "user-disabled"],
    ["NotAuthorizedException", "User is disabled", "user-disabled"],
    ["NotAuthorizedException", "User cannot be confirmed. Current status is CONFIRMED", "not-confirmable"],
    ["NotAuthorizedException", "Anything else", "refused-by-cognito"],
    [
      "InvalidParameterException",
      "Cannot reset password for the user as there is no registered/verified email or phone_number",
      "no-verified-contact",
    ],
    ["InvalidParameterException", "Paging Marker is Invalid", "bad-page"],
    ["InvalidParameterException", "Invalid pagination token", "bad-page"],
    ["InvalidParameterException", "1 validation error detected", "rejected-input"],
    ["UnsupportedUserStateException", "Resend not possible.", "not-resendable"],
    ["UsernameExistsException", "User account already exists", "already-exists"],
    ["AliasExistsException", "An account with the email already exists.", "already-exists"],
    ["LimitExceededException", "Exceeded daily email limit for the operation or the account.", "mail-limit"],
    ["LimitExceededException", "Attempt limit exceeded, please try after some time.", "attempt-limit"],
    ["TooManyFailedAttemptsException", "", "attempt-limit"],
    ["TooManyRequestsException", "Rate exceeded", "throttled"],
    ["TooManyRequestsException", "Too many requests", "throttled"],
    ["ThrottlingException", "Rate exceeded", "throttled"],
    ["InvalidPasswordException", "Password does not conform to policy: Password not long enough", "password-policy"],
    ["PasswordHistoryPolicyViolationException", "Password has previously been used", "password-policy"],
    ["CodeDeliveryFailureException", "", "message-not-delivered"],
    ["UserLambdaValidationException", "PreSignUp failed", "trigger-refused"],
    ["UnexpectedLambdaException", "", "trigger-refused"],
    ["InvalidLambdaResponseException", "", "trigger-refused"],
    ["InvalidSmsRoleAccessPolicyException", "", "sender-misconfigured"],
    ["InvalidSmsRoleTrustRelationshipException", "", "sender-misconfigured"],
    ["InvalidEmailRoleAccessPolicyException", "", "sender-misconfigured"],
    ["UserNotFoundException", "User does not exist.", "user-not-found"],
    ["ResourceNotFoundException", "User pool us-east-1_x does not exist.", "pool-not-found"],
    ["OperationNotEnabledException", "", "not-primary"],
    ["AccessDeniedException", "User: x is not authorized to perform", "no-permission"],
    ["ExpiredTokenException", "The security token included in the request is expired", "expired-credentials"],
    ["UnrecognizedClientException", "", "invalid-credentials"],
    ["InvalidSignatureException", "", "invalid-credentials"],
    ["InvalidClientTokenId", "The security token included in the request is invalid.", "invalid-credentials"],
    ["MissingAuthenticationTokenException", "", "no-credentials"],
    ["CredentialsProviderError", "Could not load credentials from any providers", "no-credentials"],
    ["SomethingNewException", "of 2027", "refused-by-cognito"],
  ];
  test.each(table)("%s “%s” is %s, of a read and of a write", (name, message, expected) => {
    const error = said(name, message);
    expect([code(error, "read"), code(error, "write")]).toEqual([expected, expected]);
    const fault = translate(error, "write") as Fault;
    expect(fault.message).toBe(faults[expected].sentence);
    expect(fault.said).toContain(message);
    expect(fault.cause).toBe(error);
  });

  test("a fault of the service's own leaves a write unknown and a read broken", () => {
    const error = said("InternalErrorException", "Internal server error", "server");
    expect([code(error, "read"), code(error, "write")]).toEqual(["cognito-broken", "outcome-unknown"]);
  });

  test("a Fault stays as it is, and what nobody can name stays a bug", () => {
    const fault = new Fault("throttled");
    expect(translate(fault, "write")).toBe(fault);
    for (const bug of [new TypeError("x is not a function"), new RangeError("no"), null, undefined, "text", 7])
      expect(translate(bug, "write")).toBe(bug);
  });
});

describe("what the network says", () => {
  const broken = (name: string, code: string | undefined, message = "") =>
    Object.assign(new Error(message), { name, ...(code && { code }) });
  const table: [error: Error, read: FaultCode, write: FaultCode][] = [
    [broken("Error", "ECONNREFUSED"), "unreachable", "unreachable"],
    [broken("Error", "ENOTFOUND"), "unreachable", "unreachable"],
    [broken("Error", "EAI_AGAIN"), "unreachable", "unreachable"],
    [broken("Error", "EHOSTUNREACH"), "unreachable", "unreachable"],
    [broken("Error", "CERT_HAS_EXPIRED"), "unreachable", "unreachable"],
    [broken("Error", "DEPTH_ZERO_SELF_SIGNED_CERT"), "unreachable", "unreachable"],
    [
      broken("TimeoutError", undefined, "Socket timed out while trying to establish a connection"),
      "unreachable",
      "unreachable",
    ],
    [broken("Error", "ECONNRESET"), "unreachable", "outcome-unknown"],
    [broken("Error", "EPIPE"), "unreachable", "outcome-unknown"],
    [broken("TimeoutError", undefined, "Request timed out after 10000 ms"), "unreachable", "outcome-unknown"],
    [broken("TimeoutError", "ECONNRESET"), "unreachable", "outcome-unknown"],
    [broken("AbortError", undefined), "unreachable", "outcome-unknown"],
    [broken("SyntaxError", undefined, "Unexpected token <"), "unreachable", "outcome-unknown"],
  ];
  test.each(table)("%s is %s of a read and %s of a write", (error, read, write) => {
    expect([code(error, "read"), code(error, "write")]).toEqual([read, write]);
  });

  test("the code is found under the errors that wrap it", () => {
    const inner = broken("Error", "ECONNREFUSED");
    expect(code(new Error("fetch failed", { cause: new Error("socket", { cause: inner }) }))).toBe("unreachable");
  });
});

describe("the SDK against servers that misbehave", () => {
  const closing: (() => Promise<void>)[] = [];

  beforeAll(() => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "any");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "any");
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    places.forget();
  });

  /** Milliseconds that pass before an answer is given up which never comes; any other may take as long as the machine needs. */
  const brieflyMs = 2_000;

  /** The console's own client, or one that waits as long as it is told to. */
  function client(endpoint: string, waitMs: number | "as the console" = 60_000): PoolClient {
    const entry: PoolEntry = {
      key: "x",
      name: "X",
      id: "us-east-1_Abc",
      region: "us-east-1",
      endpoint,
      typedPasswords: false,
      reasons: [],
      test: true,
    };
    if (waitMs !== "as the console") {
      const requestHandler = { connectionTimeout: 60_000, requestTimeout: waitMs, throwOnRequestTimeout: true };
      const sdk = new CognitoIdentityProviderClient({ region: "us-east-1", endpoint, maxAttempts: 1, requestHandler });
      holdUnpaced(endpoint, sdk);
    }
    return poolClient(entry);
  }

  /** A server that reads whole requests and answers as told; counts those that arrived. */
  async function http(answer: (response: ServerResponse, request: IncomingMessage) => void) {
    const counted = { requests: 0, url: "" };
    const server = createHttpServer((request, response) => {
      request.resume().on("end", () => {
        counted.requests++;
        answer(response, request);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(
      () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    );
    counted.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return counted;
  }

  async function tcp(answer: (socket: Socket) => void) {
    const counted = { connections: 0, url: "" };
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      counted.connections++;
      sockets.add(socket);
      socket.on("error", () => {});
      answer(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(
      () =>
        new Promise((resolve) => {
          for (const socket of sockets) socket.destroy();
          server.close(() => resolve());
        }),
    );
    counted.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return counted;
  }

  const reset = (place: PoolClient) =>
    attempt(() => place.send({ name: "AdminResetUserPassword" }, "ada", null, "interactive"));
  const read = (place: PoolClient) => attempt(() => place.read("00000000-0000-4000-8000-000000000001", "interactive"));
  const codeOf = (result: Awaited<ReturnType<typeof reset | typeof read>>) => (result.ok ? "ok" : result.error.code);

  const json =
    (status: number, body: string, type = "application/x-amz-json-1.1") =>
    (response: ServerResponse) => {
      response.writeHead(status, { "content-type": type });
      response.end(body);
    };
  const misbehaviours: [
    name: string,
    answer: (response: ServerResponse, request: IncomingMessage) => void,
    write: FaultCode,
  ][] = [
    [
      "resets the connection after the request",
      (_response, request) => request.socket.resetAndDestroy(),
      "outcome-unknown",
    ],
    ["closes the connection after the request", (_response, request) => request.socket.destroy(), "outcome-unknown"],
    ["says 500", json(500, '{"__type":"InternalErrorException","message":"Internal server error"}'), "outcome-unknown"],
    ["says 500 with an empty body", json(500, ""), "outcome-unknown"],
    ["says 502 with a page", json(502, "<html>Bad Gateway</html>", "text/html"), "outcome-unknown"],
    ["says 503 with a page", json(503, "<html>Service Unavailable</html>", "text/html"), "outcome-unknown"],
    ["says 504 with nothing", json(504, ""), "outcome-unknown"],
    ["says 200 with a page", json(200, "<html>Sign in to the hotel</html>", "text/html"), "outcome-unknown"],
    ["says 403 with a page", json(403, "<html>Forbidden</html>", "text/html"), "outcome-unknown"],
    ["says 200 with half an answer", json(200, '{"User":{"Userna'), "outcome-unknown"],
    ["never answers", () => {}, "outcome-unknown"],
    [
      "stops in the middle of the answer",
      (response, request) => {
        response.writeHead(200, { "content-type": "application/x-amz-json-1.1", "content-length": "1000" });
        response.write('{"Us', () => setTimeout(() => request.socket.resetAndDestroy(), 20));
      },
      "outcome-unknown",
    ],
    ["throttles", json(400, '{"__type":"TooManyRequestsException","message":"Rate exceeded"}'), "throttled"],
    ["throttles with 429", json(429, '{"__type":"TooManyRequestsException","message":"Rate exceeded"}'), "throttled"],
    ["denies", json(400, '{"__type":"AccessDeniedException","Message":"not authorized"}'), "no-permission"],
    [
      "knows no such user",
      json(400, '{"__type":"UserNotFoundException","message":"User does not exist."}'),
      "user-not-found",
    ],
    ["names an error that is new", json(400, '{"__type":"BrandNewException","message":"No."}'), "refused-by-cognito"],
  ];
  test.each(misbehaviours)("a server that %s gets a reset once", async (name, answer, expected) => {
    const server = await http(answer);
    const waitMs = name === "never answers" ? brieflyMs : undefined;
    expect(codeOf(await reset(client(server.url, waitMs)))).toBe(expected);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.requests).toBe(1);
  });

  test("the console's own client sends a reset once as well", async () => {
    for (const answer of [json(500, "{}"), json(400, '{"__type":"TooManyRequestsException"}')]) {
      const server = await http(answer);
      await reset(client(server.url, "as the console"));
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(server.requests).toBe(1);
    }
  });

  test("a server that resets every connection at once is sent to once, and the outcome is not claimed", async () => {
    const server = await tcp((socket) => socket.resetAndDestroy());
    expect(codeOf(await reset(client(server.url)))).toBe("outcome-unknown");
    expect(server.connections).toBe(1);
  });

  test("a server that speaks something else is sent to once, and the outcome is not claimed", async () => {
    const server = await tcp((socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n"));
    expect(codeOf(await reset(client(server.url)))).toBe("outcome-unknown");
    expect(server.connections).toBe(1);
  });

  test("where nothing listens, and where there is no such host, nothing was sent", async () => {
    const { url } = await http(() => {});
    for (const close of closing.splice(0)) await close();
    expect(codeOf(await reset(client(url)))).toBe("unreachable");
    expect(codeOf(await reset(client("http://cognito.invalid:9")))).toBe("unreachable");
  });

  test("a user who can be read by name but is not there is null, and a wrong pool is a fault", async () => {
    const nobody = await http(json(400, '{"__type":"UserNotFoundException","message":"User does not exist."}'));
    await expect(client(nobody.url).reread("ada", "interactive")).resolves.toBeNull();
    const nowhere = await http(json(400, '{"__type":"ResourceNotFoundException","message":"User pool x"}'));
    await expect(client(nowhere.url).reread("ada", "interactive")).rejects.toMatchObject({ code: "pool-not-found" });
  });

  test("reads that were throttled or broke are tried again, and then given up", async () => {
    let broken = 2;
    const server = await http((response) =>
      broken-- > 0
        ? json(broken === 0 ? 500 : 400, '{"__type":"TooManyRequestsException","message":"Rate exceeded"}')(response)
        : json(200, '{"Users":[]}')(response),
    );
    expect(await read(client(server.url))).toEqual({ ok: true, value: null });
    expect(server.requests).toBe(3);
    const always = await http(json(500, "{}"));
    expect(codeOf(await read(client(always.url)))).toBe("cognito-broken");
    expect(always.requests).toBe(4);
    const denied = await http(json(400, '{"__type":"AccessDeniedException","message":"no"}'));
    expect(codeOf(await read(client(denied.url)))).toBe("no-permission");
    expect(denied.requests).toBe(1);
  });

  test("a read whose connection broke is tried again on another", async () => {
    let kept = 1;
    const server = await http((response, request) =>
      kept-- > 0 ? request.socket.resetAndDestroy() : json(200, '{"Users":[]}')(response),
    );
    expect(await read(client(server.url))).toEqual({ ok: true, value: null });
    expect(server.requests).toBe(2);
    const always = await http((_response, request) => request.socket.resetAndDestroy());
    expect(codeOf(await read(client(always.url)))).toBe("unreachable");
    expect(always.requests).toBe(4);
  });

  test("a read whose answer does not come ends by itself", async () => {
    const server = await http(() => {});
    expect(codeOf(await read(client(server.url, brieflyMs)))).toBe("unreachable");
  });
});
