import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { findFreePort, findPortProblem, portSentence, portState } from "./ports.mjs";

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const occupy = async (host: string | undefined) => {
  const server = createServer().listen(0, host);
  servers.push(server);
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
};

for (const host of ["127.0.0.1", "0.0.0.0", undefined])
  test(`a port somebody holds on ${host ?? "every address"} is taken`, async () =>
    expect(await portState(await occupy(host))).toBe("taken"));

test("a port is free again when its holder has gone", async () => {
  const port = await occupy("127.0.0.1");
  servers.splice(0).map((server) => server.close());
  expect(await portState(port)).toBe("free");
});

test("the search for a free port steps over taken ones", async () => {
  const port = await occupy("127.0.0.1");
  expect(await findFreePort(port)).toBeGreaterThan(port);
});

test("the sentence says which port, who needs it, and what to do", async () => {
  const taken = await occupy("127.0.0.1");
  const free = await findFreePort(taken + 1);
  expect(await findPortProblem({ console: free, emulator: taken, sso: await findFreePort(free + 1) })).toBe(
    `Port ${taken}, which the Cognito emulator needs, is taken by another process: stop that process, or choose another port with --emulator-port N.`,
  );
});

test("a port that needs more rights says so", () =>
  expect(portSentence("console", 80, "forbidden")).toBe(
    "Port 80, which the console needs, is not open to this user: choose one above 1023 with --port N.",
  ));
