import "server-only";
import { ListUsersCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { PaceClass } from "#lib/cognito/pace.ts";
import { type Place, readPaced } from "#lib/cognito/place.ts";
import { attributesOf, toUser } from "#lib/cognito/reshape-user.ts";
import type { Profile } from "#lib/users/profile.ts";
import type { SignInNameAttribute } from "#lib/users/sign-in-claim.ts";
import type { Status, User } from "#lib/users/user.ts";

/** One attribute, exactly or by prefix: all that ListUsers can filter on (cognito.md section 3). */
export type ListFilter =
  | { attribute: "cognito:user_status"; equals: Status }
  | { attribute: "status"; equals: "Enabled" | "Disabled" }
  | { attribute: "sub" | "username" | "email" | "phone_number" | "preferred_username"; equals: string };

export interface ListedPage {
  users: User[];
  /** Goes with the same filter only, and lives one hour. */
  next: string | null;
}

/** Quotes and backslashes inside a filter's value are escaped in the filter string itself (cognito.md section 3). */
export const filterText = ({ attribute, equals }: ListFilter): string =>
  `${attribute} = "${equals.replace(/["\\]/g, (char) => `\\${char}`)}"`;

/** Users by ListUsers, which makes nobody billable (cognito.md 9.1). */
export interface UserLists {
  list(filter: ListFilter | null, token: string | null, paceClass: PaceClass): Promise<ListedPage>;
  /** The user as ListUsers has it now, by `sub`; null when there is none. */
  read(sub: string, paceClass: PaceClass): Promise<User | null>;
  /** The same with every attribute. */
  profile(sub: string, paceClass: PaceClass): Promise<Profile | null>;
  /** Everyone with this value, verified or not, on however many pages. */
  holders(attribute: SignInNameAttribute, value: string, paceClass: PaceClass): Promise<User[]>;
}

export function userLists({ sdk, pace }: Place, UserPoolId: string): UserLists {
  const list: UserLists["list"] = (filter, token, paceClass) =>
    readPaced(pace, "UserList", paceClass, async () => {
      const page = await sdk.send(
        new ListUsersCommand({
          UserPoolId,
          Limit: 60,
          ...(filter && { Filter: filterText(filter) }),
          ...(token && { PaginationToken: token }),
        }),
      );
      return { users: (page.Users ?? []).map((raw) => toUser(raw)), next: page.PaginationToken ?? null };
    });

  return {
    list,

    async read(sub, paceClass) {
      const { users } = await list({ attribute: "sub", equals: sub }, null, paceClass);
      return users.find((user) => user.sub === sub) ?? null;
    },

    profile: (sub, paceClass) =>
      readPaced(pace, "UserList", paceClass, async () => {
        const Filter = filterText({ attribute: "sub", equals: sub });
        const { Users = [] } = await sdk.send(new ListUsersCommand({ UserPoolId, Filter }));
        const raw = Users.find((user) => attributesOf(user.Attributes).get("sub") === sub);
        return raw ? { user: toUser(raw), attributes: Object.fromEntries(attributesOf(raw.Attributes)) } : null;
      }),

    async holders(attribute, value, paceClass) {
      const found: User[] = [];
      let token: string | null = null;
      do {
        const page: ListedPage = await list({ attribute, equals: value }, token, paceClass);
        found.push(...page.users);
        token = page.next;
      } while (token !== null);
      return found;
    },
  };
}
