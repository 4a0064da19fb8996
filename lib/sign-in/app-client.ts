/** The two flows in which a password is sent; in all others it never leaves the user's device (cognito.md 7.1). */
export const passwordFlows = ["USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH"] as const;
export type PasswordFlow = (typeof passwordFlows)[number];

/** An app client of a pool, without its secret: that stays on the server. */
export interface AppClient {
  id: string;
  name: string;
  hasSecret: boolean;
  /** Names as DescribeUserPoolClient has them, such as "ALLOW_USER_SRP_AUTH". */
  flows: string[];
  /** How long a challenge waits for its answer; 3 unless the client says otherwise (cognito.md 7.3). */
  sessionMinutes: number;
  /** Whether it answers for an unknown user as for a wrong password (cognito.md 7.5). */
  hidesUsers: boolean;
}

// The names without "ALLOW_" are the old ones (cognito.md 7.1).
const allowing: Record<PasswordFlow, readonly string[]> = {
  USER_PASSWORD_AUTH: ["ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"],
  ADMIN_USER_PASSWORD_AUTH: ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"],
};

export const allows = ({ flows }: Pick<AppClient, "flows">, flow: PasswordFlow): boolean =>
  flows.some((name) => allowing[flow].includes(name));

export const flowName = (flow: string): string => flow.replace(/^ALLOW_/, "");
