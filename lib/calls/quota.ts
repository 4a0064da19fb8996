/** The quota categories the console draws on, with Cognito's requests per second per account and Region (cognito.md 4.1). */
export const quotas = {
  UserAuthentication: 120,
  UserAccountRecovery: 30,
  UserCreation: 50,
  UserUpdate: 25,
  UserResourceRead: 50,
  UserResourceUpdate: 25,
  UserPoolResourceRead: 20,
  UserRead: 120,
  UserList: 30,
  UserPoolRead: 15,
  // 15 for all pools, but 5 for any one.
  UserPoolClientRead: 5,
} as const;
export type QuotaCategory = keyof typeof quotas;
