import type { Metadata } from "next";
import { takeStep } from "#app/(console)/pools/[pool]/sign-in-check/actions.ts";
import { Problem } from "#app/problem.tsx";
import { SignInCheckScreen } from "#components/sign-in-check/sign-in-check-screen.tsx";
import { signInCheckPage } from "#lib/sign-in-check/queries.ts";

export const metadata: Metadata = { title: "Sign-in check" };

export default async function SignInCheck({ params, searchParams }: PageProps<"/pools/[pool]/sign-in-check">) {
  const [{ pool }, { user }] = await Promise.all([params, searchParams]);
  const username = typeof user === "string" ? user.slice(0, 128) : "";
  const view = await signInCheckPage(pool);
  const path = `/pools/${encodeURIComponent(pool)}/sign-in-check`;
  if (!view.ok)
    return <Problem error={view.error} back={username ? `${path}?user=${encodeURIComponent(username)}` : path} />;
  return <SignInCheckScreen {...view.value} username={username} now={Date.now()} takeStep={takeStep} />;
}
