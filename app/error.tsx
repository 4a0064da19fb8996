"use client";

import { Notice } from "#components/shell/notice.tsx";
import { Button } from "#components/ui/button.tsx";

/** The id under which the server logged what happened. */
const digestOf = (error: unknown): string | null =>
  error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error);
  return (
    <Notice title="This page could not be shown" action={<Button onClick={() => retry()}>Try again</Button>}>
      <p>Something in the console went wrong. Nothing was sent to Cognito by opening this page.</p>
      {digest && (
        <p className="mt-2">
          Tell engineering this number: <code className="font-mono text-ink">{digest}</code>
        </p>
      )}
    </Notice>
  );
}
