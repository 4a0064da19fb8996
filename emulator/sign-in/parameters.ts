import { invalidParameter } from "../service/fault.ts";

/** AuthParameters and ChallengeResponses: maps whose keys the model does not know. */
export type AuthParameters = Readonly<Record<string, string>>;

/** Text: aws-sdk-php#1057, observed. */
export const requireParameter = (given: AuthParameters, name: string): string => {
  const value = given[name];
  if (!value) throw invalidParameter(`Missing required parameter ${name}`);
  return value;
};
