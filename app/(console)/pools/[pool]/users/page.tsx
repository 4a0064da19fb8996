import type { Metadata } from "next";
import { previewPlan, revealPassword, selectMatching, startJob } from "#app/(console)/pools/[pool]/users/actions.ts";
import { Problem } from "#app/problem.tsx";
import { UsersScreen } from "#components/users/users-screen.tsx";
import { usersPage } from "#lib/directory/queries.ts";
import { parseUserSearch, userSearchQuery } from "#lib/users/search.ts";

export const metadata: Metadata = { title: "Users" };

export default async function Users({ params, searchParams }: PageProps<"/pools/[pool]/users">) {
  const { pool } = await params;
  const search = parseUserSearch(await searchParams);
  const view = await usersPage(pool, search);
  if (!view.ok)
    return <Problem error={view.error} back={`/pools/${encodeURIComponent(pool)}/users${userSearchQuery(search)}`} />;
  return (
    <UsersScreen {...view.value} search={search} actions={{ previewPlan, startJob, selectMatching, revealPassword }} />
  );
}
