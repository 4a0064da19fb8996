/**
 * Every failure the console expects, with the sentence a support agent reads. Anything else is a bug: it is thrown,
 * logged with an id and shown as the error page.
 */
export const faults = {
  "signed-out": "Your session has ended. Sign in again to go on.",
  "no-grant": "Your account has no access here. Ask an administrator of this console for a role.",
  "not-allowed": "Your role does not allow this.",
  "bad-origin": "The request did not come from this console, so nothing was done.",
  "bad-input": "The request could not be understood, so nothing was done.",
  "unknown-pool": "There is no such user pool in this console's configuration.",
  "unknown-job": "There is no such job.",
  "user-not-found": "Cognito no longer has this user. It may have been deleted.",
  "too-many-users": "Too many users for one run.",
  "nothing-to-do": "None of the selected users can be changed this way.",
  "password-policy": "The password does not meet the pool's policy.",
  "reason-missing": "This pool asks for a reason or a ticket first.",
  "secret-in-reason":
    "The reason or the ticket holds the password. It would be kept, so nothing was done: leave it out.",
  "password-gone": "The password was held in memory only and is gone. Nothing was sent for this user; set another one.",
  "already-revealed": "This password has been shown already, or its time is over. Set another one if it was not noted.",
  "not-resettable": "The password cannot be reset in the user's present state.",
  "user-disabled": "The account is disabled. Enable it first.",
  "no-verified-contact": "There is no verified e-mail address or phone number to send a code to.",
  "not-resendable":
    "An invitation can only be resent while its temporary password is unused. Reset the password instead.",
  "not-confirmable": "The sign-up cannot be confirmed in the user's present state.",
  "already-exists": "The user name or address is already in use by another user.",
  "attempt-limit": "This user has had too many codes or attempts this hour. Wait up to an hour.",
  "mail-limit":
    "The pool's daily limit of 50 e-mails is used up. It starts again at 09:00 UTC, or move the pool to Amazon SES.",
  throttled:
    "Cognito is limiting the rate of requests in this account and Region. Nothing was changed; try again shortly.",
  "message-not-delivered": "The change was made, but the message could not be delivered. Check the contact and resend.",
  "trigger-refused": "A Lambda trigger of this pool refused the request or broke. Pass its text on to engineering.",
  "sender-misconfigured": "The pool may not send e-mail or SMS: its sender role is misconfigured. Tell engineering.",
  "pool-not-found": "Cognito does not know this user pool in this Region. Tell whoever configures this console.",
  "not-primary": "This Region holds a secondary replica of the pool or lacks the feature. Use the primary Region.",
  "not-in-plan": "The feature plan of this pool does not include that.",
  "no-such-group": "The pool has no such group any more.",
  "no-permission": "The console's own AWS role is not allowed to do this. Tell whoever configures this console.",
  "no-credentials": "The console has found no AWS credentials of its own. Tell whoever runs this console.",
  "expired-credentials": "The console's own AWS credentials have expired. Tell whoever runs this console.",
  "invalid-credentials": "AWS does not accept the console's own credentials. Tell whoever runs this console.",
  "bad-page": "This page of the list is no longer valid. Start again from the first page.",
  "rejected-input": "Cognito did not accept a value.",
  "refused-by-cognito": "Cognito refused this for the user; its own words tell why.",
  unreachable: "Cognito could not be reached. Nothing was sent.",
  "outcome-unknown": "The connection broke before Cognito answered, so it is not known whether the change was made.",
  "cognito-broken": "Cognito reported an internal error.",
  database: "The console's database does not answer. Nothing was sent to Cognito.",
} as const;

export type FaultCode = keyof typeof faults;

const brand = Symbol.for("lifeguard.fault");

/** An expected failure. `message` is fit for a support agent; `cause` keeps what happened underneath. */
export class Fault extends Error {
  readonly code: FaultCode;
  /** The service's own words, when they tell the agent more than ours do. */
  readonly said: string | null;
  readonly [brand] = true;

  /** Next gives pages and instrumentation each a copy of this module, so the class alone does not know its own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }

  constructor(code: FaultCode, options: { sentence?: string; said?: string; cause?: unknown } = {}) {
    super(options.sentence ?? faults[code], { cause: options.cause });
    this.name = "Fault";
    this.code = code;
    this.said = options.said ?? null;
  }
}

/** A failure as plain data, the shape that crosses to the browser. */
export interface FaultView {
  code: FaultCode;
  message: string;
  said: string | null;
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: FaultView };

export const view = (fault: Fault): FaultView => ({ code: fault.code, message: fault.message, said: fault.said });

/** Runs `work` and turns a Fault into a value; every other error goes on as the bug it is. */
export async function attempt<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: view(error) };
    throw error;
  }
}
