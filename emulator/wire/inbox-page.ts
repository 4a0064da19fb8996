import { createHash } from "node:crypto";
import type { InboxQuery, Message } from "../messages/inbox.ts";
import type { Service } from "../service/service.ts";

const style = `
:root { color-scheme: light dark; --ink: #1c1f23; --soft: #5c6570; --line: #dfe3e8; --paper: #f6f7f9; --card: #fff; --accent: #0b5cad; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7eaee; --soft: #a0a9b4; --line: #30363d; --paper: #14171b; --card: #1c2127; --accent: #7ab8f5; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.375rem; margin: 0 0 .25rem; }
p { margin: .25rem 0; }
.soft { color: var(--soft); font-size: .875rem; }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: 1.25rem 0; }
input, button { font: inherit; padding: .375rem .625rem; border: 1px solid var(--line); border-radius: .375rem; background: var(--card); color: inherit; }
input[type="search"] { flex: 1 1 16rem; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
ol { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem; }
article { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .875rem 1rem; }
h2 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
.body { white-space: pre-wrap; overflow-wrap: anywhere; margin: .625rem 0; }
code { font: 1.0625rem/1.4 ui-monospace, monospace; background: var(--paper); border: 1px solid var(--line); border-radius: .25rem; padding: .0625rem .375rem; user-select: all; }
`;

// Nothing may run or load on this page but its own style: the text of a message is written by whoever named a user.
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The messages that the service sent, for people; `/_inbox` has the same for programs. */
export const inboxPage = (service: Service, query: InboxQuery): { html: string; policy: string } => {
  const messages = service.inbox.list(query);
  const shown = messages.slice(0, 200);
  const filtered = Boolean(query.to || query.username);
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Inbox · local Cognito</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Inbox</h1>
<p class="soft">Every message this local Cognito would have sent, newest first. Nothing leaves this machine.</p>
<form method="get" action="/" role="search">
<label for="to">Recipient</label>
<input id="to" name="to" type="search" value="${escapeHtml(query.to ?? "")}" placeholder="someone@example.com" autocomplete="off">
<button type="submit">Show</button>
${filtered ? '<a href="/">All messages</a>' : '<a href="/">Refresh</a>'}
</form>
<p class="soft" role="status">${countText(messages.length, shown.length, filtered)}</p>
<ol>
${shown.map(card).join("\n")}
</ol>
</main>
</body>
</html>
`;
  return { html, policy };
};

const countText = (all: number, shown: number, filtered: boolean) => {
  if (all === 0) return filtered ? "No message to this recipient." : "No message has been sent yet.";
  const counted = all === 1 ? "1 message" : `${all} messages`;
  return shown < all ? `${counted}, the newest ${shown} shown` : counted;
};

const card = (message: Message) => `<li><article aria-labelledby="m${message.id}">
<h2 id="m${message.id}">${escapeHtml(message.subject ?? "Text message")}</h2>
<p class="soft">To <a href="/?${escapeHtml(String(new URLSearchParams({ to: message.to })))}">${escapeHtml(message.to)}</a> by ${message.medium === "EMAIL" ? "e-mail" : "SMS"}, <time datetime="${message.at}">${message.at.slice(0, 19).replace("T", " ")} UTC</time></p>
<p class="body">${escapeHtml(message.body)}</p>
${secret("Code", message.code)}${secret("Temporary password", message.temporaryPassword)}
<p class="soft">${escapeHtml(message.kind)} for user ${escapeHtml(message.username)} in ${escapeHtml(message.userPoolId)}</p>
</article></li>`;

const secret = (label: string, value: string | undefined) =>
  value === undefined ? "" : `<p>${label}: <code>${escapeHtml(value)}</code></p>`;

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
