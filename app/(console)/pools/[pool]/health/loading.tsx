import { Spinner } from "#components/ui/spinner.tsx";

/** Cognito is asked each time the page is opened, and may take a while. */
export default function Loading() {
  return (
    <main className="w-full max-w-5xl px-4 py-5 sm:px-6">
      <h1 className="font-semibold text-xl tracking-tight">Health</h1>
      <p role="status" className="mt-2 flex items-center gap-2 text-muted text-sm">
        <Spinner />
        Asking AWS about the pool…
      </p>
    </main>
  );
}
