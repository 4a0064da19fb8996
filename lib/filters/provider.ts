import { everyone } from "#lib/filters/condition.ts";
import { type Filter, unknownParameter } from "#lib/filters/filter.ts";

/** Of a provider's name, in characters (`ProviderNameType` of the service's model). */
const longestName = 32;

const name = "provider";

/** Whom an identity provider of this very name is linked to; native users have none. */
export const providerFilter: Filter<string | null> = {
  fields: [{ name, label: "Signs in with", kind: "text", longest: longestName }],
  none: null,
  parse: ({ [name]: given }) => {
    if (given === undefined) return { value: null, problems: [] };
    const provider = given.trim();
    const possible = provider !== "" && provider.length <= longestName;
    return possible ? { value: provider, problems: [] } : { value: null, problems: [unknownParameter(name, given)] };
  },
  write: (provider) => (provider === null ? [] : [[name, provider]]),
  chip: (provider) => provider && `Signs in with ${provider}`,
  condition: (provider) => (provider === null ? everyone : { op: "holds", column: "providers", value: provider }),
};
