import { redirect } from "next/navigation";
import { listPath } from "#components/users/list/list-link.tsx";
import { firstSearch } from "#lib/directory/search.ts";

/** The deep link to one user: the list, with the user's page open beside it. */
export default async function OneUser({ params }: PageProps<"/pools/[pool]/users/[sub]">) {
  const { pool, sub } = await params;
  redirect(listPath(pool, firstSearch, decodeURIComponent(sub)));
}
