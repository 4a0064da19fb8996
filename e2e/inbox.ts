import { expect } from "@playwright/test";
import { ownSite } from "./setup.ts";

/** What a user would have found in the mailbox or on the phone. */
export interface Message {
  id: number;
  at: string;
  medium: "EMAIL" | "SMS";
  to: string;
  kind: "invitation" | "verification" | "reset" | "update";
  subject?: string;
  body: string;
  userPoolId: string;
  username: string;
  code?: string;
  temporaryPassword?: string;
}

/** Newest first. */
export const listMessages = async (of: { to?: string; username?: string } = {}): Promise<Message[]> => {
  const response = await fetch(`${ownSite().emulatorUrl}/_inbox?${new URLSearchParams(of)}`);
  if (!response.ok) throw new Error(`The inbox answered ${response.status}.`);
  return (await response.json()) as Message[];
};

/** Waits for a message sent after `since`, which is the id of the newest message before. */
export const waitForMessage = async (username: string, kind: Message["kind"], since = 0): Promise<Message> => {
  const findMessage = async () =>
    (await listMessages({ username })).find((message) => message.kind === kind && message.id > since);
  await expect.poll(findMessage, { message: `a message of kind ${kind} to ${username}` }).toBeTruthy();
  const found = await findMessage();
  if (!found) throw new Error("The message is gone again.");
  return found;
};
