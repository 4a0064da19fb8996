const tabWidths = ["w-14", "w-44", "w-32", "w-28", "w-36", "w-24", "w-24"];
const rows = Array.from({ length: 14 }, (_, row) => row);

const Bar = ({ className }: { className: string }) => <span className={`block rounded bg-hover ${className}`} />;

/** The users page before its first rows, in the places they will take. */
export const UsersSkeleton = () => (
  <main className="flex min-h-0 flex-1 flex-col px-4 pt-5 sm:px-6">
    <p role="status" className="sr-only">
      Loading users…
    </p>
    <div aria-hidden="true" className="flex min-h-0 flex-1 animate-pulse flex-col overflow-hidden">
      <div className="flex h-7 items-center gap-3">
        <Bar className="h-5 w-36" />
        <Bar className="h-3.5 w-44" />
      </div>
      <div className="mt-3 flex h-9 items-center gap-5 border-line border-b">
        {tabWidths.map((width, tab) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <Bar key={tab} className={`h-3.5 shrink-0 ${width}`} />
        ))}
      </div>
      <div className="py-3">
        <Bar className="h-8 w-full sm:max-w-md" />
      </div>
      <div className="min-h-0 flex-1 overflow-hidden border-line border-t sm:rounded-lg sm:border">
        <div className="h-9 border-line border-b bg-subtle" />
        {rows.map((row) => (
          <div key={row} className="flex h-10 items-center gap-8 border-line border-b px-4">
            <Bar className="size-4 shrink-0" />
            <Bar className="h-4 w-32 shrink-0" />
            <Bar className="h-3.5 w-36 shrink-0" />
            <Bar className="h-3.5 w-56 shrink-0" />
            <Bar className="h-3.5 w-28 shrink-0" />
            <Bar className="h-3.5 w-24 shrink-0" />
          </div>
        ))}
      </div>
      <div className="h-11" />
    </div>
  </main>
);
