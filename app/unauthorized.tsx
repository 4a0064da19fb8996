import type { Metadata, Route } from "next";
import Link from "next/link";
import { Notice } from "#components/shell/notice.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { faults } from "#lib/errors.ts";

export const metadata: Metadata = { title: "Signed out" };

export default function Unauthorized() {
  return (
    <Notice
      title="You are signed out"
      action={
        <Link href={"/sign-in" as Route} className={buttonClass({ tone: "primary" })}>
          Sign in
        </Link>
      }
    >
      {faults["signed-out"].sentence}
    </Notice>
  );
}
