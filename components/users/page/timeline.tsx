import { clsx } from "clsx";
import ListChecks from "lucide-react/icons/list-checks";
import LogIn from "lucide-react/icons/log-in";
import StickyNote from "lucide-react/icons/sticky-note";
import UserRound from "lucide-react/icons/user-round";
import type { Route } from "next";
import Link from "next/link";
import { RelativeTime } from "#components/ui/time.tsx";
import type { TimelineEntry } from "#lib/user-page/timeline.ts";

const sources = {
  audit: { icon: <UserRound />, name: "Staff" },
  run: { icon: <ListChecks />, name: "Run" },
  note: { icon: <StickyNote />, name: "Note" },
  cognito: { icon: <LogIn />, name: "Cognito" },
};

const troubled = ["failed", "unknown", "refused"];

/** What has happened to the user, newest first, whoever recorded it. */
export const Timeline = ({ entries }: { entries: readonly TimelineEntry[] }) =>
  entries.length === 0 ? (
    <p className="text-muted text-sm">Nothing has been done to this user here.</p>
  ) : (
    <ol className="space-y-3">
      {entries.map(({ id, at, source, text, outcome, reason, ticket, jobId }) => (
        <li key={id} className="flex gap-3 text-sm">
          <span
            title={sources[source].name}
            className="mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full bg-hover text-muted [&_svg]:size-3"
          >
            <span aria-hidden="true">{sources[source].icon}</span>
            <span className="sr-only">{sources[source].name}:</span>
          </span>
          <div className="min-w-0 flex-1">
            <p className={clsx("break-words", outcome && troubled.includes(outcome) && "text-bad")}>{text}</p>
            {reason && <p className="break-words text-muted">“{reason}”</p>}
            <p className="flex flex-wrap gap-x-2 text-muted text-xs">
              <RelativeTime at={at} />
              {ticket && <span className="break-all">{ticket}</span>}
              {jobId && (
                <Link
                  href={`/jobs/${encodeURIComponent(jobId)}` as Route}
                  prefetch={false}
                  className="text-accent hover:text-accent-hover hover:underline"
                >
                  Open the run
                </Link>
              )}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
