"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { type Problem, ProblemText } from "#components/health/problem-text.tsx";
import { Badge, Dot, type Tone } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ClockTime } from "#components/ui/time.tsx";
import type { Result } from "#lib/errors.ts";
import type { Permission, PermissionCheck } from "#lib/health/reading.ts";
import type { ActionName } from "#lib/health/required-actions.ts";

export type CheckPermissions = (input: { pool: string }) => Promise<Result<PermissionCheck>>;

const stateText: Record<Permission["state"], { label: string; tone: Tone }> = {
  granted: { label: "Granted", tone: "good" },
  denied: { label: "Denied", tone: "bad" },
  "not-tried": { label: "Not tried", tone: "none" },
};

interface PermissionListProps {
  pool: string;
  required: readonly ActionName[];
  check: PermissionCheck | null;
  mayCheck: boolean;
  checkPermissions: CheckPermissions;
}

/** Each action that the console needs, with what trying it came to, and the button that tries them. */
export function PermissionList({ pool, required, check, mayCheck, checkPermissions }: PermissionListProps) {
  const router = useRouter();
  const [checking, startChecking] = useTransition();
  const [problem, setProblem] = useState<Problem | string | null>(null);

  const run = () =>
    startChecking(async () => {
      setProblem(null);
      try {
        const answer = await checkPermissions({ pool });
        if (answer.ok) router.refresh();
        else setProblem(answer.error);
      } catch {
        setProblem("The console did not answer. Try again.");
      }
    });

  return (
    <div className="px-3.5 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="min-w-0 flex-1 basis-64 text-muted" role="status">
          {check ? (
            <>
              Checked at <ClockTime at={check.at} /> by {check.by}.
            </>
          ) : (
            "Each action is tried on a user that does not exist, so nothing is changed."
          )}
          {!mayCheck && " Your role may only look; an agent can check."}
        </p>
        {mayCheck && (
          <Button pending={checking} onClick={run}>
            {check ? "Check again" : "Check permissions"}
          </Button>
        )}
      </div>
      {problem && (
        <div className="mt-2">
          <Banner tone="bad" announced>
            <ProblemText problem={problem} />
          </Banner>
        </div>
      )}
      <ul aria-label="Permissions" className="mt-3 grid gap-x-6 sm:grid-cols-2">
        {required.map((action) => (
          <PermissionRow
            key={action}
            action={action}
            permission={check?.permissions.find((one) => one.action === action)}
          />
        ))}
      </ul>
    </div>
  );
}

function PermissionRow({ action, permission }: { action: ActionName; permission: Permission | undefined }) {
  const { label, tone } = stateText[permission?.state ?? "not-tried"];
  return (
    <li className="border-line border-t py-1.5">
      <div className="flex items-center gap-2">
        <code className="min-w-0 flex-1 truncate font-mono text-xs" title={`cognito-idp:${action}`}>
          {action}
        </code>
        <Badge tone={tone}>
          <Dot tone={tone} />
          {label}
        </Badge>
      </div>
      {permission?.said && <p className="mt-0.5 break-words text-muted text-xs">{permission.said}</p>}
    </li>
  );
}
