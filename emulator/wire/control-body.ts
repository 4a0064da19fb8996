import { Fault } from "../service/fault.ts";

/** What a request to the control address brings, besides its path. */
export type ControlBody = Record<string, unknown>;

export const controlProblem = (text: string) => new Fault("BadRequest", text);

export const requireMembers = (body: unknown): ControlBody => {
  if (body === undefined) return {};
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as ControlBody;
  throw controlProblem("The body must be a JSON object.");
};

export const requireKnownMembers = (body: ControlBody, names: readonly string[]) => {
  const unknown = Object.keys(body).find((name) => !names.includes(name));
  if (unknown !== undefined) throw controlProblem(`${unknown} is not known here: use ${names.join(", ")}.`);
};
