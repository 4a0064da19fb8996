"use client";

import "./globals.css";
import ErrorPage from "./error.tsx";

/** Replaces the whole document when even the layout could not be made. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Error · Lifeguard</title>
        <ErrorPage {...props} />
      </body>
    </html>
  );
}
