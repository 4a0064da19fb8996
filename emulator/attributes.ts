import { type Fault, invalidParameter } from "./fault.ts";

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

const text = (Name: string, MinLength = "0", MaxLength = "2048"): SchemaAttribute => ({
  Name,
  AttributeDataType: "String",
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
  StringAttributeConstraints: { MinLength, MaxLength },
});
const flag = (Name: string): SchemaAttribute => ({
  Name,
  AttributeDataType: "Boolean",
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
});

// assumed: the standard attributes with the limits that DescribeUserPool is known to show.
const standardAttributes: SchemaAttribute[] = [
  { ...text("sub", "1"), Mutable: false, Required: true },
  ...["name", "given_name", "family_name", "middle_name", "nickname", "preferred_username"].map((name) => text(name)),
  ...["profile", "picture", "website", "email"].map((name) => text(name)),
  flag("email_verified"),
  text("gender"),
  text("birthdate", "10", "10"),
  ...["zoneinfo", "locale", "phone_number"].map((name) => text(name)),
  flag("phone_number_verified"),
  text("address"),
  {
    Name: "updated_at",
    AttributeDataType: "Number",
    DeveloperOnlyAttribute: false,
    Mutable: true,
    Required: false,
    NumberAttributeConstraints: { MinValue: "0" },
  },
  { ...text("identities"), StringAttributeConstraints: {} },
];

/** The pool's schema: a given name that is standard changes that attribute, any other is a custom one. */
export const toSchema = (given: readonly GivenAttribute[]): SchemaAttribute[] => {
  const schema = new Map(standardAttributes.map((attribute) => [attribute.Name, attribute]));
  for (const attribute of given) {
    if (!attribute.Name)
      throw invalidParameter("Invalid AttributeDataType input, consider using the provided AttributeDataType enum.");
    const standard = schema.get(attribute.Name);
    if (standard) schema.set(attribute.Name, { ...standard, ...attribute, Name: standard.Name });
    else {
      const Name = `${attribute.DeveloperOnlyAttribute ? "dev:" : ""}custom:${attribute.Name}`;
      const AttributeDataType = attribute.AttributeDataType ?? "String";
      const limits = AttributeDataType === "String" ? { StringAttributeConstraints: {} } : {};
      schema.set(Name, {
        DeveloperOnlyAttribute: false,
        Mutable: true,
        Required: false,
        ...limits,
        ...attribute,
        AttributeDataType,
        Name,
      });
    }
  }
  return [...schema.values()];
};

/** How an operation speaks of an attribute that the schema refuses; both ways were observed, in amplify-js#1761 and amplify-flutter#1531. */
const refusals = {
  create: (broken: string[]) =>
    `Attributes did not conform to the schema: ${broken.map((line) => `${line}\n`).join("")}`,
  update: (broken: string[]) => broken.map((line) => `user.${line}\n`).join(""),
};

export type Given = readonly { Name: string; Value?: string | undefined }[];

/** Attributes by name, each allowed by the schema. An empty value means: take it away (API reference of AdminUpdateUserAttributes). */
export const requireSchema = (
  schema: readonly SchemaAttribute[],
  given: Given,
  by: keyof typeof refusals,
): Map<string, string> => {
  const values = new Map<string, string>();
  const broken: string[] = [];
  for (const { Name, Value = "" } of given) {
    const attribute = schema.find((known) => known.Name === Name);
    if (!attribute) broken.push(`${Name}: Attribute does not exist in the schema.`);
    // assumed: the text, and that only an update minds an immutable attribute other than sub.
    else if (!attribute.Mutable && (by === "update" || Name === "sub")) {
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
