import type { Route } from "next";
import { redirect } from "next/navigation";
import { Problem } from "#app/problem.tsx";
import { myPools } from "#lib/directory/queries.ts";

/** The start is the first pool's list. */
export default async function Start() {
  const mine = await myPools();
  if (!mine.ok) return <Problem error={mine.error} back="/" />;
  redirect(`/pools/${mine.value.pools[0]?.key}/users` as Route);
}
