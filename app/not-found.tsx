import type { Metadata, Route } from "next";
import Link from "next/link";
import { Notice } from "#components/shell/notice.tsx";
import { buttonClass } from "#components/ui/button.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <Notice
      title="There is nothing here"
      action={
        <Link href={"/" as Route} className={buttonClass()}>
          To the users
        </Link>
      }
    >
      The address may be mistyped, or what it led to is gone.
    </Notice>
  );
}
