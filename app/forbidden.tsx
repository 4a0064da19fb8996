import type { Metadata } from "next";
import { signOut } from "#app/sign-in/actions.ts";
import { Notice } from "#components/shell/notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { attempt } from "#lib/errors.ts";
import { currentStaff } from "#lib/session.ts";

export const metadata: Metadata = { title: "No access" };

/** For somebody who is signed in and has no grant: says whom the console sees, and lets them leave for another account. */
export default async function Forbidden() {
  const staff = await attempt(currentStaff);
  const actor = staff.ok ? staff.value?.actor : undefined;
  return (
    <Notice
      title="You have no access here"
      action={
        actor && (
          <form action={signOut}>
            <Button type="submit">Sign out</Button>
          </form>
        )
      }
    >
      {actor && (
        <p>
          You are signed in as <strong className="font-medium text-ink">{actor.name}</strong>
          {actor.email && ` (${actor.email})`}.
        </p>
      )}
      <p>No group of this account has a role here. Ask an administrator of this console for one.</p>
    </Notice>
  );
}
