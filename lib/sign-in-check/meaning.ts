/** What an answer means, for a person who does not know Cognito. */
export interface Meaning {
  tone: "good" | "warn" | "bad";
  title: string;
  text: string;
}
