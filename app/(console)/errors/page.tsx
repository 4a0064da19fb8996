import type { Metadata } from "next";
import { Problem } from "#app/problem.tsx";
import { ErrorsScreen } from "#components/health/errors-screen.tsx";
import { myPools } from "#lib/directory/queries.ts";

export const metadata: Metadata = { title: "Errors" };

export default async function Errors() {
  const mine = await myPools();
  if (!mine.ok) return <Problem error={mine.error} back="/errors" />;
  return <ErrorsScreen pools={mine.value.pools} />;
}
