import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { SignInCard } from "#components/shell/sign-in-card.tsx";
import { attempt } from "#lib/errors.ts";
import { currentStaff } from "#lib/session.ts";

export const metadata: Metadata = { title: "Sign in" };

/** What next-auth reports in `?error=`; everything else is told in the one general sentence. */
const sentences: Record<string, string> = {
  OAuthSignin: "The sign-in service could not be reached. Try again in a moment.",
  OAuthCallback: "The sign-in was not completed. Try again; if it happens once more, tell an administrator.",
  AccessDenied: "The sign-in service did not let this account in.",
};

/** Only paths of this console: a link to the sign-in must not lead elsewhere. */
const ownPath = (text: string | string[] | undefined): string =>
  typeof text === "string" && /^\/(?![/\\])/.test(text) ? text : "/";

export default async function SignIn({ searchParams }: PageProps<"/sign-in">) {
  const { error, callbackUrl } = await searchParams;
  const back = ownPath(callbackUrl);
  const staff = await attempt(currentStaff);
  if (staff.ok && staff.value) redirect(back as Route);
  const code = Array.isArray(error) ? error[0] : error;
  const sentence = staff.ok
    ? code
      ? (sentences[code] ?? "The sign-in did not work. Try again; if it happens once more, tell an administrator.")
      : null
    : staff.error.message;
  return <SignInCard error={sentence} callbackUrl={back} />;
}
