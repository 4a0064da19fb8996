import "server-only";

/** A value of which the process has one, however often the module that keeps it is loaded. */
export interface ProcessWide<Value> {
  /** The value; made by the first who asks. What making it throws is thrown, and the next who asks makes it again. */
  get(): Value;
  set(value: Value): void;
  /** As if nobody had asked yet. @param only then alone when this is the value still */
  forget(only?: Value): void;
}

const registry = Symbol.for("lifeguard.process-wide");
const root = globalThis as { [registry]?: Map<string, unknown> };

function values(): Map<string, unknown> {
  root[registry] ??= new Map();
  return root[registry];
}

/**
 * Next gives pages, route handlers and instrumentation each a copy of a module, so a `const` of a module is not the only one of the
 * process. What must be, such as the store or the worker of runs, is kept here.
 * @param name its own among all of them (held by dev/imports.test.ts)
 */
export const processWide = <Value>(name: string, make: () => Value): ProcessWide<Value> => ({
  get() {
    if (!values().has(name)) values().set(name, make());
    return values().get(name) as Value;
  },
  set(value) {
    values().set(name, value);
  },
  forget(...only) {
    if (only.length === 0 || values().get(name) === only[0]) values().delete(name);
  },
});

/** For tests: what a new process knows, which is nothing. */
export const forgetProcessWide = (): void => values().clear();
