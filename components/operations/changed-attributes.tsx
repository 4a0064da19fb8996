import { attributeLabel } from "#lib/pools/attribute-schema.ts";

interface ChangedAttributesProps {
  before: Record<string, string>;
  /** null: taken away. */
  after: Readonly<Record<string, string | null>>;
}

/** What an edit replaces, and by what; the mark of a new contact stands beside it. */
export const ChangedAttributes = ({ before, after }: ChangedAttributesProps) => (
  <dl
    aria-label="Changes"
    className="mb-3 grid gap-x-4 gap-y-2 rounded-lg border border-line px-3.5 py-3 text-sm sm:grid-cols-[minmax(0,7rem)_minmax(0,1fr)]"
  >
    {Object.entries(after)
      .filter(([name]) => !name.endsWith("_verified"))
      .map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="break-words text-muted">{attributeLabel(name)}</dt>
          <dd className="min-w-0 break-words">
            {before[name] ? (
              <del className="text-muted">{before[name]}</del>
            ) : (
              <span className="text-muted">not set</span>
            )}
            <span className="text-muted">
              <span aria-hidden="true"> → </span>
              <span className="sr-only"> becomes </span>
            </span>
            {value === null ? (
              <span className="text-bad">taken away</span>
            ) : (
              <ins className="font-medium no-underline">{value}</ins>
            )}
            {after[`${name}_verified`] !== undefined && (
              <span className="text-muted">
                , {after[`${name}_verified`] === "true" ? "marked verified" : "not verified"}
              </span>
            )}
          </dd>
        </div>
      ))}
  </dl>
);
