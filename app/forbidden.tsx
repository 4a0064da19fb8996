import type { Metadata, Route } from "next";
import Link from "next/link";
import { Notice } from "#components/shell/notice.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { faults } from "#lib/errors.ts";

export const metadata: Metadata = { title: "No access" };

export default function Forbidden() {
  return (
    <Notice
      title="You have no access here"
      action={
        <Link href={"/" as Route} className={buttonClass()}>
          To the start
        </Link>
      }
    >
      {faults["no-grant"]}
    </Notice>
  );
}
