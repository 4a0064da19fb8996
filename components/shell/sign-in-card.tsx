"use client";

import { signIn } from "next-auth/react";
import { useState } from "react";
import { Mark } from "#components/shell/mark.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";

export function SignInCard({ error, callbackUrl }: { error: string | null; callbackUrl: string }) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState(error);

  const start = () => {
    setPending(true);
    setProblem(null);
    // on success the browser leaves for the identity provider, so the button stays pending
    signIn("sso", { callbackUrl }).catch(() => {
      setPending(false);
      setProblem("The console could not be reached. Try again.");
    });
  };

  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-4 py-16">
      <div className="w-full max-w-sm">
        <Mark className="size-10 text-accent" />
        <h1 className="mt-5 font-semibold text-xl tracking-tight">Lifeguard</h1>
        <p className="mt-1 text-base text-muted">
          Find the users who cannot sign in, see why, and get them signing in again.
        </p>
        {problem && (
          <div className="mt-5">
            <Banner tone="bad" announced>
              {problem}
            </Banner>
          </div>
        )}
        <Button tone="primary" size="large" className="mt-6 w-full" pending={pending} onClick={start}>
          Sign in with single sign-on
        </Button>
        <noscript>
          <p className="mt-3 text-muted text-sm">Signing in needs JavaScript.</p>
        </noscript>
        <p className="mt-6 text-faint text-sm">For support staff. What you do here is on record.</p>
      </div>
    </main>
  );
}
