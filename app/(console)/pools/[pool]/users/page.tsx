import type { Metadata } from "next";
import { readGroups, readSecondFactors, readSignInEvents } from "#app/(console)/pools/[pool]/users/[sub]/actions.ts";
import {
  addNote,
  createUser,
  previewPlan,
  revealPassword,
  selectMatching,
  startJob,
} from "#app/(console)/pools/[pool]/users/actions.ts";
import { Problem } from "#app/problem.tsx";
import { listPath } from "#components/users/list/list-link.tsx";
import { UsersScreen } from "#components/users/list/users-screen.tsx";
import { usersPage } from "#lib/directory/queries.ts";
import { parseOpenUser, parseUserSearch } from "#lib/directory/search.ts";
import { userView } from "#lib/user-page/user-view.ts";

export const metadata: Metadata = { title: "Users" };

export default async function Users({ params, searchParams }: PageProps<"/pools/[pool]/users">) {
  const { pool } = await params;
  const asked = await searchParams;
  const search = parseUserSearch(asked);
  const sub = parseOpenUser(asked);
  const view = await usersPage(pool, search);
  if (!view.ok) return <Problem error={view.error} back={listPath(pool, search, sub)} />;
  return (
    <UsersScreen
      {...view.value}
      search={search}
      // not awaited: the list is there at once, and the user's page streams in beside it
      opened={sub === null ? null : { sub, view: userView(pool, sub) }}
      actions={{
        previewPlan,
        startJob,
        selectMatching,
        revealPassword,
        readSecondFactors,
        readSignInEvents,
        readGroups,
        addNote,
        createUser,
      }}
    />
  );
}
