import type { FaultCode } from "#lib/errors.ts";
import { codeOf, goodFinding, type Judgement, problemFinding, saidOf, unknownFinding } from "#lib/health/judgement.ts";
import type { HealthReading } from "#lib/health/reading.ts";

const credentialProblems: Partial<Record<FaultCode, (said: string) => Judgement>> = {
  "no-credentials": (said) =>
    problemFinding(
      "No AWS credentials",
      `The console looked in its environment, its shared AWS files and its instance or task role. AWS says: “${said}”`,
      "Give the process a role, or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
    ),
  "expired-credentials": (said) =>
    problemFinding(
      "The AWS credentials have expired",
      `AWS says: “${said}”`,
      "Renew them (aws sso login, or a new session token) and restart the console if they stand in its environment.",
    ),
  "invalid-credentials": (said) =>
    problemFinding(
      "AWS does not accept the credentials",
      `AWS says: “${said}”`,
      "Check the key and the secret, that the key is active, and that the machine's clock is right.",
    ),
};

export function judgeCredentials({ caller, settings, entry }: HealthReading): Judgement {
  for (const result of [caller, settings]) {
    const code = codeOf(result);
    const judge = code && credentialProblems[code];
    // A call signed for another Region than the address's is refused as if the key were wrong.
    if (code === "invalid-credentials" && regionProblem(entry))
      return unknownFinding(
        "The credentials cannot be judged",
        "They are signed for the wrong Region.",
        "Put the Region right first.",
      );
    if (judge) return judge(saidOf(result));
  }
  if (caller.ok) return goodFinding("AWS credentials found", `They are those of ${caller.value.arn}.`);
  const works = settings.ok || codeOf(settings) === "no-permission";
  return unknownFinding(
    works ? "Credentials found, but not whose" : "Whose the credentials are is not known",
    works ? "Cognito accepts them, but STS, which knows whose they are, did not answer." : saidOf(caller),
  );
}

const regionForm = /^[a-z]{2}(?:-[a-z]+)+-\d$/;

/** What the id, or an address of AWS's own, says against the Region in the configuration. */
function regionProblem({ id, region, endpoint }: HealthReading["entry"]): Judgement | null {
  const ofId = id.slice(0, id.lastIndexOf("_"));
  if (regionForm.test(ofId) && ofId !== region)
    return problemFinding(
      "The Region does not match the pool",
      `The pool id ${id} is of ${ofId}, the configuration says ${region}.`,
      `Set region: ${ofId} for this pool in lifeguard.yaml, unless ${region} holds a replica of it.`,
    );
  const ofHost = endpoint && /cognito-idp(?:-fips)?\.([a-z0-9-]+)\./.exec(new URL(endpoint).hostname)?.[1];
  if (ofHost && ofHost !== region)
    return problemFinding(
      "The endpoint is in another Region",
      `The endpoint is of ${ofHost}, the configuration says ${region}.`,
      "Take the endpoint out of lifeguard.yaml, or name the one of the pool's Region.",
    );
  return null;
}

export function judgeRegion({ entry }: HealthReading): Judgement {
  return regionProblem(entry) ?? goodFinding("The Region matches", `${entry.id} in ${entry.region}.`);
}

export function judgeEndpoint({ entry, settings }: HealthReading): Judgement {
  const host = entry.endpoint ?? `https://cognito-idp.${entry.region}.amazonaws.com`;
  const code = codeOf(settings);
  if (code === "unreachable")
    return problemFinding(
      "Cognito cannot be reached",
      `Nothing answers at ${host}.`,
      entry.endpoint
        ? "Check the endpoint in lifeguard.yaml and that what stands there is running."
        : "Check the network, the proxy and the Region's name; from a VPC without internet, add an endpoint for cognito-idp.",
    );
  if (code === "no-credentials") return unknownFinding("Not tried", `Without credentials nothing is sent to ${host}.`);
  if (code === "cognito-broken" || code === "throttled")
    return unknownFinding("Cognito is not well", `${saidOf(settings)} (${host})`, "Try again in a minute.");
  return goodFinding("Cognito answers", host);
}

export function judgePool({ entry, settings, caller }: HealthReading): Judgement {
  if (settings.ok) return goodFinding("The pool exists", `${entry.id} is “${entry.name}” here.`);
  if (settings.error.code === "pool-not-found")
    return problemFinding(
      "There is no such pool",
      `${caller.ok ? `Account ${caller.value.account}` : "The account"} has no pool ${entry.id} in ${entry.region}.`,
      "Check the id, the Region and the account that the credentials belong to.",
    );
  if (settings.error.code === "not-primary")
    return problemFinding(
      "Not the primary Region",
      saidOf(settings),
      "Name the pool's primary Region in lifeguard.yaml.",
    );
  return unknownFinding("The pool could not be looked at", settings.error.message, "Solve what is named above first.");
}
