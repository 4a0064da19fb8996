/** A message that the service would have sent. */
export type Message = {
  id: number;
  at: string;
  medium: "EMAIL" | "SMS";
  to: string;
  kind: "invitation" | "verification" | "reset" | "update" | "mfa";
  subject?: string;
  body: string;
  userPoolId: string;
  username: string;
  code?: string;
  temporaryPassword?: string;
};

export type InboxQuery = { to?: string | undefined; username?: string | undefined };

const messagesKept = 1_000;

/** The last thousand messages, newest first. */
export const createInbox = () => {
  let messages: Message[] = [];
  let lastId = 0;
  return {
    put(message: Omit<Message, "id">) {
      messages = [{ id: ++lastId, ...message }, ...messages.slice(0, messagesKept - 1)];
    },
    clear() {
      messages = [];
      lastId = 0;
    },
    list({ to, username }: InboxQuery = {}): Message[] {
      return messages.filter((message) => (!to || message.to === to) && (!username || message.username === username));
    },
  };
};

export type Inbox = ReturnType<typeof createInbox>;
