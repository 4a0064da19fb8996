import { type Fault, invalidParameter } from "../service/fault.ts";

export type SchemaAttribute = {
  Name: string;
  AttributeDataType: "String" | "Number" | "DateTime" | "Boolean";
  DeveloperOnlyAttribute: boolean;
  Mutable: boolean;
  Required: boolean;
  StringAttributeConstraints?: { MinLength?: string; MaxLength?: string };
  NumberAttributeConstraints?: { MinValue?: string; MaxValue?: string };
};

type GivenAttribute = { Name?: string } & Partial<Omit<SchemaAttribute, "Name">>;

const textAttribute = (Name: string, MinLength = "0", MaxLength = "2048"): SchemaAttribute => ({
  Name,
  AttributeDataType: "String",
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
  StringAttributeConstraints: { MinLength, MaxLength },
});
const flagAttribute = (Name: string): SchemaAttribute => ({
  Name,
  AttributeDataType: "Boolean",
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
});

// assumed: the standard attributes with the limits that DescribeUserPool is known to show.
const standardAttributes: SchemaAttribute[] = [
  { ...textAttribute("sub", "1"), Mutable: false, Required: true },
  ...["name", "given_name", "family_name", "middle_name", "nickname", "preferred_username"].map((name) =>
    textAttribute(name),
  ),
  ...["profile", "picture", "website", "email"].map((name) => textAttribute(name)),
  flagAttribute("email_verified"),
  textAttribute("gender"),
  textAttribute("birthdate", "10", "10"),
  ...["zoneinfo", "locale", "phone_number"].map((name) => textAttribute(name)),
  flagAttribute("phone_number_verified"),
  textAttribute("address"),
  {
    Name: "updated_at",
    AttributeDataType: "Number",
    DeveloperOnlyAttribute: false,
    Mutable: true,
    Required: false,
    NumberAttributeConstraints: { MinValue: "0" },
  },
  { ...textAttribute("identities"), StringAttributeConstraints: {} },
];

/** The pool's schema: a given name that is standard changes that attribute, any other is a custom one. */
export const toSchema = (given: readonly GivenAttribute[]): SchemaAttribute[] => {
  const schema = new Map(standardAttributes.map((attribute) => [attribute.Name, attribute]));
  for (const attribute of given) {
    const standard = schema.get(attribute.Name ?? "");
    const added = standard ? changeStandard(standard, attribute) : toCustom(attribute);
    schema.set(added.Name, added);
  }
  return [...schema.values()];
};

const changeStandard = (standard: SchemaAttribute, given: GivenAttribute): SchemaAttribute => {
  const { AttributeDataType = standard.AttributeDataType, DeveloperOnlyAttribute } = given;
  if (AttributeDataType !== standard.AttributeDataType || DeveloperOnlyAttribute) {
    // assumed: the text, which several public sources quote.
    throw invalidParameter(
      `You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute ${standard.Name}`,
    );
  }
  requireLimits(standard.Name, given);
  return { ...standard, ...given, Name: standard.Name };
};

const customMax = 50;

/** AddCustomAttributes: here a name is a custom one even if it is that of a standard attribute. */
export const addCustomAttributes = (schema: SchemaAttribute[], given: readonly GivenAttribute[]) => {
  const added = given.map(toCustom);
  const names = new Set(schema.map(({ Name }) => Name));
  for (const { Name } of added) {
    // Text: serverless-cognito-add-custom-attributes#3, observed.
    if (names.has(Name)) throw invalidParameter(`${Name}: Existing attribute already has name ${Name}.`);
    names.add(Name);
  }
  // cognito.md 4.4; assumed: name and text.
  if (names.size - standardAttributes.length > customMax) {
    throw invalidParameter(`A user pool can have no more than ${customMax} custom attributes.`);
  }
  schema.push(...added);
};

const toCustom = (given: GivenAttribute): SchemaAttribute => {
  const { AttributeDataType, DeveloperOnlyAttribute = false, Mutable = true } = given;
  // assumed: both texts are those of other emulators; the second is observed as well (terraform-provider-aws#18430).
  if (!given.Name || !AttributeDataType) {
    throw invalidParameter("Invalid AttributeDataType input, consider using the provided AttributeDataType enum.");
  }
  if (given.Required) throw invalidParameter("Required custom attributes are not supported currently.");
  const Name = `${DeveloperOnlyAttribute ? "dev:" : ""}custom:${given.Name}`;
  requireLimits(Name, given);
  const attribute = { Name, AttributeDataType, DeveloperOnlyAttribute, Mutable, Required: false };
  // Limits of another type are left out (assumed).
  if (AttributeDataType === "String") {
    return { ...attribute, StringAttributeConstraints: given.StringAttributeConstraints ?? {} };
  }
  if (AttributeDataType === "Number") {
    return { ...attribute, NumberAttributeConstraints: given.NumberAttributeConstraints ?? {} };
  }
  return attribute;
};

const valueLengthMax = 2_048;

// assumed: all texts.
const requireLimits = (name: string, { StringAttributeConstraints, NumberAttributeConstraints }: GivenAttribute) => {
  const { MinLength = "0", MaxLength = "2048" } = StringAttributeConstraints ?? {};
  const { MinValue = "-1e308", MaxValue = "1e308" } = NumberAttributeConstraints ?? {};
  const bounds = [MinLength, MaxLength, MinValue, MaxValue];
  if (!bounds.every((bound) => bound.trim() !== "" && Number.isFinite(Number(bound)))) {
    throw invalidParameter(`${name}: Attribute constraints must be numbers.`);
  }
  // API reference, StringAttributeConstraintsType.
  if (Number(MaxLength) > valueLengthMax) {
    throw invalidParameter(`${name}: The maximum length of a String attribute cannot be above ${valueLengthMax}.`);
  }
  if (Number(MinLength) > Number(MaxLength) || Number(MinValue) > Number(MaxValue)) {
    throw invalidParameter(`${name}: The minimum of an attribute constraint cannot be above its maximum.`);
  }
};

/** How an operation speaks of an attribute that the schema refuses; both ways were observed, in amplify-js#1761 and amplify-flutter#1531. */
const refusals = {
  create: (broken: string[]) =>
    `Attributes did not conform to the schema: ${broken.map((line) => `${line}\n`).join("")}`,
  update: (broken: string[]) => broken.map((line) => `user.${line}\n`).join(""),
};

// The service itself keeps both (guide, user-pool-settings-attributes).
const unwritable = new Set(["sub", "identities"]);

export type GivenAttributes = readonly { Name: string; Value?: string | undefined }[];

/** Attributes by name, each allowed by the schema. An empty value means: take it away (API reference of AdminUpdateUserAttributes). */
export const requireSchema = (
  schema: readonly SchemaAttribute[],
  given: GivenAttributes,
  by: keyof typeof refusals,
): Map<string, string> => {
  const values = new Map<string, string>();
  const broken: string[] = [];
  for (const { Name, Value = "" } of given) {
    const attribute = schema.find((known) => known.Name === Name);
    if (!attribute) broken.push(`${Name}: Attribute does not exist in the schema.`);
    // assumed: the text, and that only an update minds an immutable attribute other than those that nobody writes.
    else if (unwritable.has(Name) || (!attribute.Mutable && by === "update")) {
      broken.push(`${Name}: Attribute cannot be updated.`);
    } else {
      const reason = Value === "" ? undefined : brokenLimit(attribute, Value);
      if (reason) broken.push(`${Name}: ${reason}`);
      else values.set(Name, attribute.AttributeDataType === "Boolean" ? Value.toLowerCase() : Value);
    }
  }
  if (broken.length > 0) throw invalidParameter(refusals[by](broken));
  for (const [name, value] of values) if (value !== "") requireFormat(name, value);
  return values;
};

/** Required attributes without a value, `sub` apart. */
export const missingAttributes = (
  schema: readonly SchemaAttribute[],
  has: (name: string) => string | undefined,
): string[] => schema.filter(({ Name, Required }) => Required && Name !== "sub" && !has(Name)).map(({ Name }) => Name);

export const requiredMissing = (names: string[]): Fault =>
  invalidParameter(refusals.create(names.map((name) => `${name}: The attribute is required`)));

// assumed: the texts of the limits.
const brokenLimit = (attribute: SchemaAttribute, value: string): string | undefined => {
  const { MinLength = "0", MaxLength = "2048" } = attribute.StringAttributeConstraints ?? {};
  const { MinValue = "-Infinity", MaxValue = "Infinity" } = attribute.NumberAttributeConstraints ?? {};
  switch (attribute.AttributeDataType) {
    case "String":
      if (value.length < Number(MinLength)) return `String must be at least ${MinLength} characters long`;
      if (value.length > Number(MaxLength)) return `String must be no longer than ${MaxLength} characters`;
      return undefined;
    case "Number":
      if (Number.isNaN(Number(value)) || value.trim() === "") return "Attribute value must be a number";
      if (Number(value) < Number(MinValue)) return `Number must be at least ${MinValue}`;
      if (Number(value) > Number(MaxValue)) return `Number must be no greater than ${MaxValue}`;
      return undefined;
    case "Boolean":
      return /^(true|false)$/i.test(value) ? undefined : "Attribute value must be true or false";
    case "DateTime":
      return undefined;
  }
};

// As loose as the model's own EmailAddressType: something, an at sign, something.
const emailForm = /^[^\s@]+@[^\s@]+$/u;
const phoneForm = /^\+\d{1,15}$/;

export const isEmail = (value: string) => emailForm.test(value);
export const isPhone = (value: string) => phoneForm.test(value);

// assumed: both texts; a phone number is a plus sign and digits (guide, user-pool-settings-attributes).
const requireFormat = (name: string, value: string) => {
  if (name === "email" && !isEmail(value)) throw invalidParameter("Invalid email address format.");
  if (name === "phone_number" && !isPhone(value)) throw invalidParameter("Invalid phone number format.");
};
