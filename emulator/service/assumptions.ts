import { type AssumedValue, type AssumptionName, assumptionNames, assumptionTable } from "./assumption-table.ts";

export type AssumedValues = { [Name in AssumptionName]?: AssumedValue<Name> };

/** "" stands for all pools. */
type Scope = string;

/** Which way each assumption is taken: for all pools, or for one. */
export const createAssumptions = () => {
  const chosen = new Map<Scope, AssumedValues>();
  const choose = <Name extends AssumptionName>(name: Name, scope: Scope): AssumedValue<Name> =>
    chosen.get(scope)?.[name] ?? chosen.get("")?.[name] ?? assumptionTable[name].values[0];

  return {
    /** `pool` may be left out for what concerns no pool alone. */
    choiceOf: <Name extends AssumptionName>(name: Name, pool?: { id: string }) => choose(name, pool?.id ?? ""),
    set(values: AssumedValues, scope: Scope = "") {
      chosen.set(scope, { ...chosen.get(scope), ...values });
    },
    clear() {
      chosen.clear();
    },
    /** What a pool is under, or all that nothing else was said of. */
    list: (scope: Scope = "") =>
      Object.fromEntries(
        assumptionNames.map((name) => [name, { value: choose(name, scope), ...assumptionTable[name] }]),
      ),
  };
};

export type Assumptions = ReturnType<typeof createAssumptions>;
