import { expect, test } from "vitest";
import type { AuditEvent, NewEvent } from "#lib/audit/event.ts";
import { chainStart, firstBrokenLink, sealEvent } from "#lib/db/audit-chain.ts";

const event = (id: string, change: Partial<NewEvent> = {}): NewEvent => ({
  id,
  at: 1_700_000_000_000,
  kind: "access",
  actor: { sub: "s-1", name: "Ada", email: "ada@example.com" },
  role: "agent",
  session: "0123456789ab",
  action: "sign-in",
  poolKey: null,
  target: null,
  call: null,
  jobId: null,
  item: null,
  intentId: null,
  outcome: "done",
  code: null,
  message: null,
  requestId: null,
  detail: { address: "192.0.2.1", tries: 1, first: true, note: null },
  ...change,
});

function chain(...events: NewEvent[]): AuditEvent[] {
  const sealed: AuditEvent[] = [];
  for (const each of events) sealed.push(sealEvent(each, sealed.at(-1) ?? chainStart));
  return sealed;
}

const [one, two, three] = chain(event("1"), event("2"), event("3")) as [AuditEvent, AuditEvent, AuditEvent];

const facts: [string, AuditEvent[], { seq: number; problem: string } | null][] = [
  ["an empty chain holds", [], null],
  ["events sealed in order hold", [one, two, three], null],
  ["a changed word breaks it there", [one, { ...two, action: "sign-out" }, three], at(2, "was changed")],
  ["a changed detail breaks it there", [one, { ...two, detail: { ...two.detail, tries: 2 } }, three], at(2, "changed")],
  ["another actor breaks it there", [{ ...one, actor: null }, two, three], at(1, "was changed")],
  ["a changed time breaks it there", [one, two, { ...three, at: three.at + 1 }], at(3, "was changed")],
  ["a removed event breaks it at the next", [one, three], at(3, "Event 2 is missing")],
  ["a removed first event breaks it at the next", [two, three], at(2, "Event 1 is missing")],
  ["events that changed places break it", [two, one, three], at(2, "Event 1 is missing")],
  [
    "events that changed places with their numbers break it",
    [one, { ...three, seq: 2 }, { ...two, seq: 3 }],
    at(2, "does not name the hash"),
  ],
  [
    "an event sealed anew breaks it at the next",
    [one, sealEvent(event("2", { action: "enable" }), one), three],
    at(3, "does not name the hash"),
  ],
];

function at(seq: number, problem: string) {
  return { seq, problem: expect.stringContaining(problem) };
}

for (const [fact, events, broken] of facts) test(fact, () => expect(firstBrokenLink(events)).toEqual(broken));

test("a part of the chain is verified from the link before it", () => {
  expect(firstBrokenLink([two, three], one)).toBeNull();
  expect(firstBrokenLink([three], one)).toEqual({ seq: 3, problem: "Event 2 is missing; the next one is 3." });
});

test("the order of keys changes no hash", () => {
  const { detail, ...rest } = event("1");
  const turned = { detail: Object.fromEntries(Object.entries(detail).reverse()), ...rest };
  expect(sealEvent(turned, chainStart).hash).toBe(one.hash);
});

test("the hash of the first event is this one on every machine and in every version", () => {
  expect(one.hash).toBe("ef2bbcaef290ea9f9d8df2e041a20ea0b6c5885c2f30ea9bda3f477233251d98");
});

test("what the database cannot keep is replaced before it is hashed, and what it does not know is left out", () => {
  const strange = {
    ...event("1", { message: "a\0b\ud800c" }),
    extra: 1,
    actor: { sub: "s", name: "N", email: null, age: 3 },
  };
  const sealed = sealEvent(strange, chainStart);
  expect(sealed.message).toBe("a\ufffdb\ufffdc");
  expect(sealed.actor).toEqual({ sub: "s", name: "N", email: null });
  expect(sealed).not.toHaveProperty("extra");
  expect(firstBrokenLink([sealed])).toBeNull();
});
