import { invalidParameter } from "./fault.ts";

/** AuthParameters and ChallengeResponses: maps whose keys the model does not know. */
export type Parameters = Readonly<Record<string, string>>;

/** Text: aws-sdk-php#1057, observed. */
export const requireParameter = (given: Parameters, name: string): string => {
  const value = given[name];
  if (!value) throw invalidParameter(`Missing required parameter ${name}`);
  return value;
};
