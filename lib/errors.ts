/** What is known of a kind of failure. */
export interface FaultWords {
  /** What a support agent reads. */
  sentence: string;
  /** Whether somebody was not let through, or something was tried and did not come off: the audit tells them apart. */
  kind: "refusal" | "failure";
  /** Whether Cognito's own words say more than the sentence, and are kept beside it. */
  quoted: boolean;
  /** Whether it is the whole pool's failure rather than one user's: a run that meets it stops (docs/architecture.md, “What an answer means”). */
  stopsRuns: boolean;
}

const faultOf =
  (kind: FaultWords["kind"]) =>
  (sentence: string, { quoted = false, stopsRuns = false } = {}): FaultWords => ({ sentence, kind, quoted, stopsRuns });
const refusal = faultOf("refusal");
const failure = faultOf("failure");

/**
 * Every failure the console expects. Anything else is a bug: it is thrown, logged with an id and shown as the error page.
 * Where each comes from and what helps is said in `lib/health/causes.ts`, which few pages show.
 */
export const faults = {
  "signed-out": refusal("Your session has ended. Sign in again to go on."),
  "no-grant": refusal("Your account has no access here. Ask an administrator of this console for a role."),
  "not-allowed": refusal("Your role does not allow this."),
  "bad-origin": refusal("The request did not come from this console, so nothing was done."),
  "bad-input": refusal("The request could not be understood, so nothing was done."),
  "unknown-pool": refusal("There is no such user pool in this console's configuration."),
  "unknown-job": refusal("There is no such job."),
  "user-not-found": failure("Cognito no longer has this user. It may have been deleted."),
  "too-many-users": refusal("Too many users for one run."),
  "provider-person": refusal("Somebody with this contact signs in through an identity provider."),
  "nothing-to-do": refusal("None of the selected users can be changed this way."),
  "password-policy": refusal("The password does not meet the pool's policy.", { quoted: true }),
  "reason-missing": refusal("This pool asks for a reason or a ticket first."),
  "secret-in-reason": refusal(
    "The reason or the ticket holds the password. It would be kept, so nothing was done: leave it out.",
  ),
  "password-gone": failure(
    "The password was held in memory only and is gone. Nothing was sent for this user; set another one.",
  ),
  "already-revealed": failure(
    "This password has been shown already, or its time is over. Set another one if it was not noted.",
  ),
  "not-resettable": failure("The password cannot be reset in the user's present state."),
  "user-disabled": failure("The account is disabled. Enable it first."),
  "no-verified-contact": failure("There is no verified e-mail address or phone number to send a code to."),
  "not-resendable": failure(
    "An invitation can only be resent while its temporary password is unused. Reset the password instead.",
  ),
  "not-confirmable": failure("The sign-up cannot be confirmed in the user's present state."),
  "already-exists": failure("The user name or address is already in use by another user."),
  "attempt-limit": failure("This user has had too many codes or attempts this hour. Wait up to an hour."),
  "mail-limit": failure(
    "The pool's daily limit of 50 e-mails is used up. It starts again at 09:00 UTC, or move the pool to Amazon SES.",
    { stopsRuns: true },
  ),
  throttled: failure(
    "Cognito is limiting the rate of requests in this account and Region. Nothing was changed; try again shortly.",
  ),
  "message-not-delivered": failure(
    "The change was made, but the message could not be delivered. Check the contact and resend.",
  ),
  "trigger-refused": failure(
    "A Lambda trigger of this pool refused the request or broke. Pass its text on to engineering.",
    { quoted: true },
  ),
  "sender-misconfigured": failure(
    "The pool may not send e-mail or SMS: its sender role is misconfigured. Tell engineering.",
  ),
  "pool-not-found": failure(
    "Cognito does not know this user pool in this Region. Tell whoever configures this console.",
    { stopsRuns: true },
  ),
  "not-primary": failure(
    "This Region holds a secondary replica of the pool or lacks the feature. Use the primary Region.",
    { stopsRuns: true },
  ),
  "not-in-plan": failure("The feature plan of this pool does not include that."),
  "no-such-group": failure("The pool has no such group any more."),
  "no-permission": failure(
    "The console's own AWS role is not allowed to do this. Tell whoever configures this console.",
    { stopsRuns: true },
  ),
  "no-credentials": failure("The console has found no AWS credentials of its own. Tell whoever runs this console.", {
    stopsRuns: true,
  }),
  "expired-credentials": failure("The console's own AWS credentials have expired. Tell whoever runs this console.", {
    stopsRuns: true,
  }),
  "invalid-credentials": failure("AWS does not accept the console's own credentials. Tell whoever runs this console.", {
    stopsRuns: true,
  }),
  "bad-page": failure("This page of the list is no longer valid. Start again from the first page."),
  "rejected-input": failure("Cognito did not accept a value.", { quoted: true }),
  "refused-by-cognito": failure("Cognito refused this for the user; its own words tell why.", { quoted: true }),
  unreachable: failure("Cognito could not be reached. Nothing was sent.", { stopsRuns: true }),
  "outcome-unknown": failure(
    "The connection broke before Cognito answered, so it is not known whether the change was made.",
  ),
  "cognito-broken": failure("Cognito reported an internal error."),
  database: failure("The console's database does not answer. Nothing was sent to Cognito."),
} as const satisfies Record<string, FaultWords>;

export type FaultCode = keyof typeof faults;

/** What happened, with Cognito's own words where they say more. */
export const wholeSentence = ({ code, message, said }: FaultView): string =>
  said && faults[code].quoted ? `${message} Cognito says: “${said}”` : message;

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
    super(options.sentence ?? faults[code].sentence, { cause: options.cause });
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

export const faultView = (fault: Fault): FaultView => ({ code: fault.code, message: fault.message, said: fault.said });

/** Runs `work` and turns a Fault into a value; every other error goes on as the bug it is. */
export async function attempt<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: faultView(error) };
    throw error;
  }
}
