/** The staff of the demo: one for each role, and one whom no group lets in. */
export interface Account {
  id: string;
  name: string;
  email: string;
  groups: string[];
}

export const accounts: Account[] = [
  { id: "vera", name: "Vera Viewer", email: "vera@example.test", groups: ["support-viewers"] },
  { id: "alex", name: "Alex Agent", email: "alex@example.test", groups: ["support-agents"] },
  { id: "ada", name: "Ada Admin", email: "ada@example.test", groups: ["support-admins"] },
  { id: "noah", name: "Noah Nogroup", email: "noah@example.test", groups: [] },
];

export const findAccount = (id: string | null): Account | undefined => accounts.find((account) => account.id === id);

/** Which group gives which role on every pool of the demo. */
export const grants = [
  { group: "support-viewers", role: "viewer" },
  { group: "support-agents", role: "agent" },
  { group: "support-admins", role: "admin" },
];
