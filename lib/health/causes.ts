import { type FaultCode, faults } from "#lib/errors.ts";
import type { FindingId } from "#lib/health/finding.ts";

/** Why a failure happens and what to do about it, for the page and the document that explain it. */
export interface Cause {
  cause: string;
  remedy: string;
  /** The finding of the pool's health that looks into it. */
  finding: FindingId | null;
  /** Whether Cognito or the way to it failed; the others are the console's own and say all there is to say. */
  aws: boolean;
}

const own = (cause: string, remedy: string): Cause => ({ cause, remedy, finding: null, aws: false });
const ofAws = (cause: string, remedy: string, finding: FindingId | null = null): Cause => ({
  ...{ cause, remedy, finding, aws: true },
});

/** What Cognito answers and when: cognito.md 11.2, and section 2.2.1 for the states of a user. */
export const causes: Record<FaultCode, Cause> = {
  "signed-out": own("The session was idle too long, reached its end, or was ended elsewhere.", "Sign in again."),
  "no-grant": own(
    "None of your groups at the identity provider has a role in lifeguard.yaml.",
    "Ask for a group that has one, then sign in again: groups are read at the sign-in.",
  ),
  "not-allowed": own("The operation needs a stronger role on this pool than yours.", "Ask somebody who has it."),
  "bad-origin": own(
    "The request came from another address than the console's own, as a forged one would.",
    "Open the console at its own address; whoever runs it checks APP_ORIGIN.",
  ),
  "bad-input": own("The page is older than the console that answers it.", "Reload the page and try again."),
  "unknown-pool": own(
    "The address names a pool that is not in lifeguard.yaml, or on which you have no role.",
    "Choose a pool in the header.",
  ),
  "unknown-job": own(
    "The address names a run that was never there, or is about a pool that you may not see.",
    "Choose it among the runs.",
  ),
  "user-not-found": ofAws(
    "The user was deleted, here or elsewhere, after the list was read.",
    "Search for the person again, by address or by sub.",
  ),
  "too-many-users": own(
    "A run takes as many users as your role may change at once.",
    "Select fewer, or ask an administrator.",
  ),
  "provider-person": own(
    "The new user would share the address or number of somebody who signs in elsewhere, and would open a way in beside that.",
    "Ask that person to sign in through the provider, or go on where a second account is wanted.",
  ),
  "nothing-to-do": own(
    "What the users are like by now leaves nothing to change.",
    "Look at the reason beside each user.",
  ),
  "password-policy": ofAws(
    "The pool asks for more of a password than this one has, or has seen it before.",
    "Compare it with the pool's policy, or let the console generate one.",
    "password-policy",
  ),
  "reason-missing": own(
    "The pool's rules in lifeguard.yaml ask for a reason or a ticket for this operation.",
    "Fill in what is asked for.",
  ),
  "secret-in-reason": own(
    "A reason is kept for ever and a password must not be.",
    "Write the reason without the password.",
  ),
  "password-gone": own(
    "Typed passwords are never stored, and the process that held this one has ended.",
    "Start a new run.",
  ),
  "already-revealed": own("A password is shown once, to one person.", "Set another one."),
  "not-resettable": ofAws(
    "The user has never set a password of its own, or signs in through an identity provider, or the pool lets only administrators recover passwords.",
    "Resend the invitation, set a temporary password, or reset it at the provider.",
    "recovery",
  ),
  "user-disabled": ofAws("Cognito refuses this for accounts that are disabled.", "Enable the account first."),
  "no-verified-contact": ofAws(
    "Codes go only to an address or a number that is verified, that the pool recovers by, and that does not get the second factor.",
    "Verify a contact that you know to be right, turn the second factor off, or set a temporary password.",
    "recovery",
  ),
  "not-resendable": ofAws(
    "The temporary password was used, so the user has one of its own.",
    "Reset the password instead.",
  ),
  "not-confirmable": ofAws("Only a sign-up that was never confirmed can be confirmed.", "Use force confirm."),
  "already-exists": ofAws(
    "Another user has this username, or has the address or number as a verified sign-in name.",
    "Search for it and open that user.",
  ),
  "attempt-limit": ofAws(
    "Cognito allows each user a few codes and attempts an hour.",
    "Wait up to an hour. Setting a temporary password does not need a code.",
  ),
  "mail-limit": ofAws(
    "The pool sends through Cognito's own sender, which has 50 e-mails a day for the whole account.",
    "Wait until 09:00 UTC, or let the pool send through Amazon SES.",
    "sender",
  ),
  throttled: ofAws(
    "All callers of an account and Region share Cognito's quotas, the pool's own users included.",
    "Try again in a minute. The console slows itself down.",
  ),
  "message-not-delivered": ofAws(
    "The sender refused the message, or the contact cannot receive it.",
    "Check the contact and the pool's sender, then resend.",
    "sender",
  ),
  "trigger-refused": ofAws(
    "A Lambda function of the pool's owner answered with an error, took longer than five seconds, or answered nonsense.",
    "Pass its text on to engineering.",
  ),
  "sender-misconfigured": ofAws(
    "The role by which the pool sends e-mail or SMS is missing, or does not trust Cognito.",
    "Repair the role named in the pool's messaging settings.",
    "sender",
  ),
  "pool-not-found": ofAws(
    "The id, the Region or the account is not that of the pool, or the pool was deleted.",
    "Compare the id and the Region in lifeguard.yaml with the pool.",
    "pool",
  ),
  "not-primary": ofAws(
    "Changes go to the primary Region of a replicated pool.",
    "Name the primary Region in lifeguard.yaml.",
    "region",
  ),
  "not-in-plan": ofAws(
    "Cognito sells the feature with a higher plan.",
    "Change the pool's plan, or do without.",
    "plan",
  ),
  "no-such-group": ofAws("The group was deleted after the list was read.", "Reload and choose another."),
  "no-permission": ofAws(
    "The IAM role of the console lacks this action on this pool.",
    "Check the permissions on the pool's health page and attach the policy that stands there.",
    "permissions",
  ),
  "no-credentials": ofAws(
    "Neither the environment nor AWS's files nor an instance or task role has credentials for the console.",
    "Give the process a role, or name a profile.",
    "credentials",
  ),
  "expired-credentials": ofAws(
    "The console runs on credentials that were lent for a time which is over.",
    "Renew them, or run the console with a role that renews them itself.",
    "credentials",
  ),
  "invalid-credentials": ofAws(
    "The key is unknown or inactive, the secret is not its own, the clock is wrong, or the call was signed for another Region.",
    "Check the Region first, then the key and the clock.",
    "credentials",
  ),
  "bad-page": ofAws(
    "A place in Cognito's list lives for an hour and only for the same question.",
    "Start again from the first page.",
  ),
  "rejected-input": ofAws(
    "Cognito found a value that its rules or the pool's do not allow.",
    "Read Cognito's own words beside the message; they name the value.",
  ),
  "refused-by-cognito": ofAws(
    "Cognito answered with an error that this console does not know.",
    "Read Cognito's own words beside the message, and pass them on.",
  ),
  unreachable: ofAws(
    "Nothing answers at Cognito's address: the network, a proxy, the name of the Region or the endpoint is wrong.",
    "Check the endpoint and the network of the machine on which the console runs.",
    "endpoint",
  ),
  "outcome-unknown": ofAws(
    "The line broke after the call was sent; Cognito may have carried it out.",
    "Look at the user before trying again: a second message could go out.",
    "endpoint",
  ),
  "cognito-broken": ofAws(
    "Cognito itself failed.",
    "Try again in a minute, and look at the AWS Health Dashboard.",
    "endpoint",
  ),
  database: own(
    "The database that holds directory, runs and audit does not answer.",
    "Tell whoever runs this console.",
  ),
};

export const faultCodes = Object.keys(faults) as FaultCode[];

/** `docs/errors.md`, whole. */
export const errorsDocument = (): string =>
  [
    "# Errors",
    "",
    "What each failure that the console names comes from, and what helps. The console shows the same at `/errors`. This page is written from",
    "`lib/health/causes.ts` by its test (`npx vitest run lib/health/causes.test.ts -u`).",
    ...faultCodes.flatMap((code) => {
      const { cause, remedy, finding } = causes[code];
      return [
        "",
        `## ${code}`,
        "",
        `> ${faults[code].sentence}`,
        "",
        `${cause} ${remedy}${finding ? ` The pool's health page looks into it under \`#${finding}\`.` : ""}`,
      ];
    }),
    "",
  ].join("\n");
