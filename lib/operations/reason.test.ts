import { describe, expect, test } from "vitest";
import type { OperationId } from "#lib/operations/catalog.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import { longestReason, longestTicket, type ReasonRule, toWhy, whyAsked, whyProblems } from "#lib/operations/reason.ts";

const rule = (change: Partial<ReasonRule>): ReasonRule => ({
  operations: [],
  classes: [],
  reason: "optional",
  ticket: null,
  example: null,
  ...change,
});

const reasons = [
  rule({ operations: ["set-permanent-password"], reason: "required", ticket: "SUP-[0-9]+", example: "SUP-7" }),
  rule({ operations: ["verify-email"], reason: "required" }),
  rule({ classes: ["danger"], ticket: "CHG[0-9]{4}" }),
  rule({ operations: ["sign-out"] }),
];

const facts: [OperationId, OperationOptions, shown: boolean, reason: boolean, tickets: string[]][] = [
  ["enable", {}, false, false, []],
  ["sign-out", {}, true, false, []],
  ["set-permanent-password", {}, true, true, ["SUP-[0-9]+"]],
  ["delete", {}, true, false, ["CHG[0-9]{4}"]],
  ["delete", { first: ["verify-email"] }, true, true, ["CHG[0-9]{4}"]],
  ["reset-password", { first: ["enable", "verify-email"] }, true, true, []],
  ["force-confirm", {}, false, false, []],
  ["force-confirm", { alsoVerifyEmail: false, showPassword: false }, false, false, []],
  ["force-confirm", { alsoVerifyEmail: true }, true, true, []],
  ["force-confirm", { showPassword: true }, true, true, ["SUP-[0-9]+"]],
  ["set-temporary-password", { alsoSignOut: true }, true, false, []],
  ["edit-attributes", { attributes: { email: "a@example.com" } }, false, false, []],
  ["edit-attributes", { attributes: { email: "a@example.com", email_verified: "true" } }, true, true, []],
];

describe("what a pool asks for", () => {
  test.each(facts)("%s with %j: shown %s, reason %s, tickets %j", (operation, options, shown, reason, tickets) => {
    const wanted = whyAsked(operation, options, { reasons });
    expect([wanted.shown, wanted.reason, wanted.tickets.map(({ pattern }) => pattern)]).toEqual([
      shown,
      reason,
      tickets,
    ]);
  });

  test("is nothing where it has no rules", () => {
    for (const [operation, options] of facts)
      expect(whyAsked(operation, options, { reasons: [] })).toEqual({ shown: false, reason: false, tickets: [] });
  });
});

const support = whyAsked("set-permanent-password", {}, { reasons });
const nothing = whyAsked("enable", {}, { reasons });

const given: [
  typeof support,
  reason: string,
  ticket: string,
  reasonProblem: string | null,
  ticketProblem: string | null,
][] = [
  [support, "Lost phone", "SUP-12", null, null],
  [support, "", "", "Give a reason.", "Give a ticket such as SUP-7."],
  [support, " \t\n ", " SUP-12 ", "Give a reason.", null],
  [support, "Lost phone", "SUP-", null, "Give a ticket such as SUP-7."],
  [support, "Lost phone", "xSUP-12", null, "Give a ticket such as SUP-7."],
  [support, "Lost phone", "SUP-12x", null, "Give a ticket such as SUP-7."],
  [support, "Lost phone", "SUP-12\nSUP", null, "Give a ticket such as SUP-7."],
  [whyAsked("delete", {}, { reasons }), "", "", null, "Give a ticket of the form CHG[0-9]{4}."],
  [nothing, "", "", null, null],
  [nothing, "x".repeat(longestReason), "x".repeat(longestTicket), null, null],
  [
    nothing,
    "x".repeat(longestReason + 1),
    "x".repeat(longestTicket + 1),
    "At most 500 characters.",
    "At most 64 characters.",
  ],
];

describe("what was given", () => {
  test.each(given)("%j, %j and %j", (wanted, reason, ticket, reasonProblem, ticketProblem) => {
    expect(whyProblems(wanted, toWhy({ reason, ticket }))).toEqual({ reason: reasonProblem, ticket: ticketProblem });
  });

  test("is kept in one line, and not at all when it says nothing", () => {
    expect(toWhy({ reason: "  Lost\r\n phone\u0000 ", ticket: "\u0007" })).toEqual({
      reason: "Lost  phone",
      ticket: null,
    });
    expect(toWhy({})).toEqual({ reason: null, ticket: null });
  });

  test("satisfies a chain only when it satisfies every rule of it", () => {
    const both = whyAsked("delete", { first: ["verify-email"] }, { reasons });
    expect(whyProblems(both, toWhy({ ticket: "CHG1234" })).reason).toBe("Give a reason.");
    expect(whyProblems(both, toWhy({ reason: "Asked to", ticket: "CHG1234" }))).toEqual({ reason: null, ticket: null });
  });
});
