import { CopyButton } from "#components/ui/copy-button.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import type { ListAnswer } from "#lib/directory/list-answer.ts";

/** What became of a list of names: how many were found, which were not, and which stand for more than one user. */
export function ListAnswerLine({ answer: { entries, missing, shared } }: { answer: ListAnswer }) {
  const found = missing.length === 0 ? "all found" : `${entries - missing.length} found, ${missing.length} not found`;
  return (
    <div className="-mt-1 flex items-center gap-3 pb-3 text-sm">
      <ScrollRegion aria-label="The list that was searched for" className="max-h-24 min-w-0 overflow-y-auto rounded-sm">
        <p role="status" className="break-words text-muted">
          {entries} entries: {found}
          {missing.length > 0 && (
            <>
              : <span className="text-ink">{missing.join(", ")}</span>
            </>
          )}
        </p>
        {shared.length > 0 && (
          <p className="break-words text-muted">
            More than one user:{" "}
            <span className="text-ink">{shared.map(({ entry, users }) => `${entry} (${users})`).join(", ")}</span>
          </p>
        )}
      </ScrollRegion>
      {missing.length > 0 && (
        <CopyButton text={missing.join("\n")} label="Copy those that were not found" tone="quiet" />
      )}
    </div>
  );
}
