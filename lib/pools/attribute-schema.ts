/** One attribute as the pool defines it (DescribeUserPool's SchemaAttributes). */
export interface AttributeSchema {
  name: string;
  type: "String" | "Number" | "DateTime" | "Boolean";
  /** False for values that stand for ever once they are set. */
  mutable: boolean;
  required: boolean;
  /** Lengths of a String in characters, bounds of a Number; null where there is none. */
  least: number | null;
  most: number | null;
}

/** Set by Cognito alone, or by an operation of its own. */
const notEdited = new Set(["sub", "identities", "email_verified", "phone_number_verified", "updated_at"]);

/** The attributes that a new user may be given, in the order of the pool; those that stand for ever included. */
export const settable = (schema: readonly AttributeSchema[]): AttributeSchema[] =>
  schema.filter(({ name }) => !notEdited.has(name) && !name.startsWith("dev:"));

/** The attributes that an administrator may write, in the order of the pool. */
export const editable = (schema: readonly AttributeSchema[]): AttributeSchema[] =>
  settable(schema).filter(({ mutable }) => mutable);

/** What an attribute is called on screen: "phone_number" is "Phone number", "custom:tenant_id" is "tenant_id". */
export function attributeLabel(name: string): string {
  if (name.startsWith("custom:")) return name.slice("custom:".length);
  if (name === "sub") return "Sub";
  if (name === "email") return "E-mail";
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether a Boolean's value says yes; the service has been seen to answer "True" (cognito.md section 6). */
export const isTrue = (value: string | null | undefined): boolean => value?.toLowerCase() === "true";

/** Why Cognito would not take this value, as a sentence; null when it would. */
export function valueProblem(
  { name, type, least, most, required }: AttributeSchema,
  value: string | null,
): string | null {
  const label = attributeLabel(name);
  if (value === null || value === "") return required ? `${label} is required by this pool.` : null;
  if (name === "email" && !/^[^\s@]+@[^\s@]+$/.test(value)) return `${label} is not an e-mail address.`;
  // cognito.md section 6: E.164.
  if (name === "phone_number" && !/^\+[1-9]\d{1,14}$/.test(value))
    return `${label} starts with + and the country code, without spaces.`;
  if (type === "Number") {
    if (!/^-?\d+$/.test(value)) return `${label} is a whole number.`;
    if (least !== null && Number(value) < least) return `${label} is at least ${least}.`;
    if (most !== null && Number(value) > most) return `${label} is at most ${most}.`;
  }
  if (type === "Boolean" && value !== "true" && value !== "false") return `${label} is true or false.`;
  if (type === "String" || type === "DateTime") {
    if (least !== null && value.length < least) return `${label} has at least ${least} characters.`;
    if (most !== null && value.length > most) return `${label} has at most ${most} characters.`;
  }
  return null;
}

/** Why these new values cannot be written, as a sentence; null when they can. null as a value takes the attribute away. */
export function attributeProblem(
  attributes: Readonly<Record<string, string | null>>,
  schema: readonly AttributeSchema[],
): string | null {
  for (const [name, value] of Object.entries(attributes)) {
    const contact = /^(email|phone_number)_verified$/.exec(name)?.[1];
    if (contact) {
      if (!Object.hasOwn(attributes, contact)) return "A contact is marked verified by its own operation.";
      continue;
    }
    const known = schema.find((attribute) => attribute.name === name);
    if (!known) return `This pool has no attribute ${name}.`;
    if (!editable(schema).includes(known)) return `${attributeLabel(name)} cannot be changed.`;
    const problem = valueProblem(known, value);
    if (problem) return problem;
  }
  return null;
}
