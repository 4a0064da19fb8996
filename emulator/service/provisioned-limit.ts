import type { Infer } from "../wire/shape.ts";
import type { LimitDefinitionType } from "../wire/shapes.ts";
import { invalidParameter, serviceQuotaExceeded } from "./fault.ts";
import { type Category, freeLimit } from "./quotas.ts";
import type { Service } from "./service.ts";

type LimitDefinition = Infer<typeof LimitDefinitionType>;

/** Only these can be raised, and so not UserList, UserAccountRecovery and UserUpdate (cognito.md 4.1, 7.10). */
const adjustable: readonly Category[] = [
  "UserAuthentication",
  "UserCreation",
  "UserFederation",
  "UserRead",
  "UserToken",
  "UserResourceRead",
];

// assumed: the most that an account may have here, in place of what Service Quotas would say.
const raisedMax = 10;

/** assumed: the text. */
export const requireAdjustable = ({ Attributes }: LimitDefinition): Category => {
  const category = adjustable.find((name) => name === Attributes.Category);
  if (!category) throw invalidParameter(`Category ${Attributes.Category ?? ""} does not support provisioned limits.`);
  return category;
};

/** Between the default and the account's maximum (API reference, UpdateProvisionedLimit); assumed: the texts. */
export const setProvisionedLimit = ({ quotas }: Service, category: Category, perSecond: number) => {
  if (perSecond < freeLimit(category)) {
    throw invalidParameter(`The limit of ${category} cannot be below ${freeLimit(category)}.`);
  }
  if (perSecond > freeLimit(category) * raisedMax) {
    throw serviceQuotaExceeded(`The limit of ${category} cannot be above ${freeLimit(category) * raisedMax}.`);
  }
  quotas.provision(category, perSecond);
};

export const describeLimit = ({ quotas }: Service, definition: LimitDefinition, category: Category) => ({
  LimitDefinition: definition,
  ProvisionedLimitValue: quotas.limitOf(category),
  FreeLimitValue: freeLimit(category),
});
