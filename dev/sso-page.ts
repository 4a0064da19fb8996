import type { Account } from "./accounts.ts";

export interface Page {
  html: string;
  policy: string;
}

interface Parts {
  title: string;
  body: string;
  nonce: string;
  /** Where a form on this page may lead, through redirects: the browser checks each hop. */
  appOrigin: string;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => entities[char] ?? char);

const style = `
:root { color-scheme: light dark; --page: #f5f6f7; --card: #fff; --ink: #16191d; --soft: #565d66; --line: #d5d9de; --hover: #eef1f4; --focus: #1a5fb4 }
@media (prefers-color-scheme: dark) { :root { --page: #111417; --card: #1a1e22; --ink: #eceef0; --soft: #a3abb4; --line: #353b42; --hover: #24292f; --focus: #8ab8f0 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 26rem; padding: 1.75rem; background: var(--card); border: 1px solid var(--line); border-radius: 12px }
h1 { margin: 0 0 .25rem; font-size: 1.25rem; line-height: 1.3 }
p { margin: 0 0 1.25rem; color: var(--soft) }
ul { list-style: none; margin: 0 0 1rem; padding: 0; display: grid; gap: .5rem }
button { width: 100%; padding: .7rem .9rem; text-align: left; font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 8px; cursor: pointer }
button:hover { background: var(--hover) }
button:focus-visible, a:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px }
strong, span { display: block }
span { font-size: .875rem; color: var(--soft); overflow-wrap: anywhere }
a { color: inherit }
.plain { width: auto; border: 0; padding: .35rem .5rem; margin-left: -.5rem; color: var(--soft) }`;

const toPage = ({ title, body, nonce, appOrigin }: Parts): Page => ({
  html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${style}</style>
</head>
<body><main>${body}</main></body>
</html>`,
  policy: [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "img-src data:",
    `form-action 'self' ${appOrigin}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
});

const accountButton = ({ id, name, email, groups }: Account) =>
  `<li><button name="account" value="${escapeHtml(id)}"><strong>${escapeHtml(name)}</strong> <span>${escapeHtml(email)}</span> <span>${escapeHtml(
    groups.length > 0 ? groups.join(", ") : "in no group",
  )}</span></button></li>`;

export const toSignInPage = (context: {
  accounts: Account[];
  again: boolean;
  nonce: string;
  appOrigin: string;
}): Page => {
  const { accounts, again, nonce, appOrigin } = context;
  return toPage({
    title: "Demo single sign-on",
    nonce,
    appOrigin,
    body: `<h1>Demo single sign-on</h1>
<p>${again ? "Lifeguard asks you to sign in again." : "Choose who to sign in to Lifeguard as."} There are no passwords here.</p>
<form method="post"><ul>${accounts.map(accountButton).join("")}</ul><button class="plain" name="cancel" value="yes">Cancel</button></form>`,
  });
};

/** Signs out without asking: who got here has already pressed "Sign out". The button is for browsers without scripts. */
export const toSignOutPage = (context: { form: string; nonce: string; appOrigin: string }): Page => {
  const { form, nonce, appOrigin } = context;
  return toPage({
    title: "Signing out",
    nonce,
    appOrigin,
    body: `<h1>Signing out</h1>${form}
<button id="sign-out" form="op.logoutForm" name="logout" value="yes">Sign out</button>
<script nonce="${nonce}">document.getElementById("sign-out").click()</script>`,
  });
};

export const toMessagePage = (context: { title: string; message: string; nonce: string; appOrigin: string }): Page => {
  const { title, message, nonce, appOrigin } = context;
  return toPage({
    title,
    nonce,
    appOrigin,
    body: `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(message)}</p><a href="${escapeHtml(appOrigin)}">Back to Lifeguard</a>`,
  });
};
