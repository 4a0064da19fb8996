import { Fault } from "../service/fault.ts";

const service = "cognito-idp";
const algorithm = "AWS4-HMAC-SHA256";

/**
 * Any key will do, so the signature itself is not looked at; what it is scoped to is. Nobody's Region is wrong where
 * none was asked for, because one local address stands for all of them. assumed: the names and texts, after those that
 * dynalite's tests saw at another service of this protocol.
 */
export const requireScope = (authorization: string, regions: readonly string[] | undefined) => {
  if (!authorization.startsWith(algorithm)) return;
  const parts = new Map(
    authorization
      .slice(algorithm.length)
      .split(",")
      .map((part): [string, string] => {
        const [name = "", ...value] = part.trim().split("=");
        return [name, value.join("=")];
      }),
  );
  const missing = ["Credential", "Signature", "SignedHeaders"].filter((name) => !parts.get(name));
  if (missing.length > 0) {
    const lines = missing.map((name) => `Authorization header requires '${name}' parameter.`);
    throw new Fault("IncompleteSignatureException", lines.join(" "));
  }
  const problems = scopeProblems(parts.get("Credential") ?? "", regions);
  if (problems.length > 0) throw new Fault("InvalidSignatureException", problems.join(" "));
};

export const regionForm = /^[a-z]{2}(-[a-z]+)+-\d+$/;

const scopeProblems = (credential: string, regions: readonly string[] | undefined): string[] => {
  // A key may hold slashes of its own; the scope is what stands at the end.
  const [date = "", scopedRegion = "", scopedService, terminator] = credential.split("/").slice(-4);
  const problems: string[] = [];
  if (!/^\d{8}$/.test(date)) problems.push(`Date in Credential scope must be of the form YYYYMMDD, not '${date}'.`);
  if (regions ? !regions.includes(scopedRegion) : !regionForm.test(scopedRegion)) {
    problems.push(`Credential should be scoped to a valid region, not '${scopedRegion}'.`);
  }
  if (scopedService !== service) problems.push(`Credential should be scoped to correct service: '${service}'.`);
  if (terminator !== "aws4_request") {
    problems.push(`Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator ?? ""}'.`);
  }
  return problems;
};
