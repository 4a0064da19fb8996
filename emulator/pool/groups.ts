import { resourceNotFound } from "../service/fault.ts";
import type { User } from "../users/user.ts";
import type { Pool } from "./pool.ts";

export type GroupSettings = {
  Description?: string | undefined;
  RoleArn?: string | undefined;
  Precedence?: number | undefined;
};

export type Group = {
  readonly name: string;
  settings: GroupSettings;
  readonly createdAt: number;
  modifiedAt: number;
  /** In the order they came. A place is never given anew, so that a page token keeps its meaning while users come and go. */
  readonly members: (User | undefined)[];
};

/** A user's place in a group. */
export type Membership = { readonly group: Group; readonly place: number };

// Text: observed (amplify-category-api#1420 and others).
export const requireGroup = (pool: Pool, name: string): Group => {
  const group = pool.groups.get(name);
  if (!group) throw resourceNotFound("Group not found.");
  return group;
};

/** Adding twice changes nothing (assumed). */
export const joinGroup = (user: User, group: Group) => {
  if (user.groups?.some((membership) => membership.group === group)) return;
  user.groups = [...(user.groups ?? []), { group, place: group.members.length }];
  group.members.push(user);
};

export const leaveGroup = (user: User, group: Group) => {
  const membership = user.groups?.find((candidate) => candidate.group === group);
  if (!membership) return;
  group.members[membership.place] = undefined;
  const left = user.groups?.filter((other) => other !== membership) ?? [];
  user.groups = left.length > 0 ? left : undefined;
};

/** The most important first: the lower the precedence, the sooner; none at all comes last (API reference, CreateGroup). */
export const groupsOf = (user: User): Group[] =>
  (user.groups ?? []).map(({ group }) => group).toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));

const rank = ({ settings }: Group) => settings.Precedence ?? Number.MAX_SAFE_INTEGER;

/** A user who is gone is in no group. */
export const removeUser = (pool: Pool, user: User) => {
  for (const { group } of user.groups ?? []) leaveGroup(user, group);
  pool.users.remove(user);
};

export const describeGroup = (pool: Pool, group: Group) => ({
  GroupName: group.name,
  UserPoolId: pool.id,
  ...group.settings,
  LastModifiedDate: group.modifiedAt / 1_000,
  CreationDate: group.createdAt / 1_000,
});

/** The groups as tokens carry them; the preferred role is that of the lowest precedence, and none if two tie (guide, cognito-user-pools-user-groups). */
export const groupClaims = (user: User): { access: object; id: object } => {
  const groups = groupsOf(user);
  if (groups.length === 0) return { access: {}, id: {} };
  const names = { "cognito:groups": groups.map(({ name }) => name) };
  const roles = groups.flatMap(({ settings }) => settings.RoleArn ?? []);
  const [first] = groups;
  const foremost = groups.filter(({ settings }) => settings.Precedence === first?.settings.Precedence);
  const foremostRoles = new Set(foremost.flatMap(({ settings }) => settings.RoleArn ?? []));
  const [preferred] = foremostRoles.size === 1 ? foremostRoles : [];
  return {
    access: names,
    id: {
      ...names,
      ...(roles.length > 0 ? { "cognito:roles": roles } : {}),
      ...(preferred ? { "cognito:preferred_role": preferred } : {}),
    },
  };
};
