import { invalidParameter, serialization } from "../service/fault.ts";

type StringShape = {
  type: "string";
  min?: number;
  max?: number;
  pattern?: string;
  enum?: readonly string[];
  sensitive?: boolean;
};
type IntegerShape = { type: "integer"; min?: number; max?: number; sensitive?: boolean };
type BooleanShape = { type: "boolean"; sensitive?: boolean };
type ListShape = { type: "list"; of: Shape; min?: number; max?: number; sensitive?: boolean };
type MapShape = { type: "map"; key: Shape; value: Shape; min?: number; max?: number; sensitive?: boolean };
type StructureShape = {
  type: "structure";
  members: { readonly [name: string]: Shape };
  required: readonly string[];
  sensitive?: boolean;
};

/** What an input may be, as data: the published service model in the words of shapes.ts. */
export type Shape = StringShape | IntegerShape | BooleanShape | ListShape | MapShape | StructureShape;

type Members<M, Required> = { [K in keyof M as K extends Required ? K : never]: Infer<M[K]> } & {
  [K in keyof M as K extends Required ? never : K]?: Infer<M[K]>;
};

/** The type of what a shape lets in. A shape of which nothing is known lets in anything, or this would never end. */
export type Infer<S> = [Shape] extends [S]
  ? unknown
  : S extends { type: "string"; enum: readonly (infer Value)[] }
    ? Value
    : S extends { type: "string" }
      ? string
      : S extends { type: "integer" }
        ? number
        : S extends { type: "boolean" }
          ? boolean
          : S extends { type: "list"; of: infer Of }
            ? Infer<Of>[]
            : S extends { type: "map"; value: infer Value }
              ? Record<string, Infer<Value>>
              : S extends { type: "structure"; members: infer M; required: readonly (infer R)[] }
                ? Members<M, R>
                : never;

/** Takes a request's JSON in: a wrong JSON type cannot be read at all, a broken constraint is reported with all others. */
export const parseInput = <S extends StructureShape>(shape: S, body: unknown): Infer<S> => {
  const violations: string[] = [];
  const value = readShape(shape, body, "", violations);
  if (violations.length > 0) {
    const counted = violations.length === 1 ? "1 validation error" : `${violations.length} validation errors`;
    // Form of one error: cognito.md 1.1 (observed); the list joined by "; " was seen in amazon-cognito-identity-js#388.
    throw invalidParameter(`${counted} detected: ${violations.join("; ")}`);
  }
  return value as Infer<S>;
};

const readShape = (shape: Shape, raw: unknown, path: string, violations: string[]): unknown => {
  const broken = (constraint: string, value: unknown = raw) =>
    violations.push(violation(shape, value, path, constraint));
  switch (shape.type) {
    case "string": {
      if (typeof raw !== "string") throw unreadable(raw, "String");
      for (const constraint of brokenConstraints(shape, raw)) broken(constraint);
      return raw;
    }
    case "integer": {
      if (typeof raw !== "number" || !Number.isInteger(raw)) throw unreadable(raw, "Integer");
      for (const constraint of brokenConstraints(shape, raw)) broken(constraint);
      return raw;
    }
    case "boolean": {
      if (typeof raw !== "boolean") throw unreadable(raw, "Boolean");
      return raw;
    }
    case "list": {
      if (!Array.isArray(raw)) throw unreadable(raw, "List");
      const structures = shape.of.type === "structure";
      const items = raw.map((item, index) =>
        structures ? readShape(shape.of, item, `${path}.${index + 1}.member`, violations) : readInner(shape.of, item),
      );
      if (items.some((item) => brokenConstraints(shape.of, item).length > 0)) {
        broken(`Member must satisfy constraint: [${allConstraints(shape.of).join(", ")}]`);
      }
      for (const constraint of brokenSize(shape, items.length)) broken(constraint, items);
      return items;
    }
    case "map": {
      const entries = Object.entries(requireObject(raw, "Map"));
      // Without a prototype, so that a key named "__proto__" is a key like any other.
      const map: Record<string, unknown> = Object.create(null);
      for (const [key, item] of entries) if (item !== null) map[key] = readInner(shape.value, item);
      if (Object.keys(map).some((key) => brokenConstraints(shape.key, key).length > 0)) {
        broken(`Map keys must satisfy constraint: [${allConstraints(shape.key).join(", ")}]`);
      }
      if (Object.values(map).some((item) => brokenConstraints(shape.value, item).length > 0)) {
        broken(`Map value must satisfy constraint: [${allConstraints(shape.value).join(", ")}]`);
      }
      for (const constraint of brokenSize(shape, entries.length)) broken(constraint);
      return map;
    }
    case "structure": {
      const given = requireObject(raw, "Structure");
      const value: Record<string, unknown> = {};
      for (const [name, member] of Object.entries(shape.members)) {
        const at = path === "" ? lowerFirst(name) : `${path}.${lowerFirst(name)}`;
        const item = Object.hasOwn(given, name) ? given[name] : undefined;
        if (item !== undefined && item !== null) value[name] = readShape(member, item, at, violations);
        else if (shape.required.includes(name)) {
          violations.push(violation(member, null, at, "Member must not be null"));
        }
      }
      return value;
    }
  }
};

// Items of lists and maps are plain values everywhere in this model; their violations are told of the list or map.
const readInner = (shape: Shape, raw: unknown): unknown => {
  const violations: string[] = [];
  return readShape(shape, raw, "", violations);
};

// The text form of a violation that shows no value for a sensitive member is observed (cognito.md 1.1); with a value, assumed.
const violation = (shape: Shape, raw: unknown, path: string, constraint: string) => {
  const shown = shape.sensitive ? "" : raw === null ? " null" : ` '${display(raw)}'`;
  return `Value${shown} at '${path}' failed to satisfy constraint: ${constraint}`;
};

// As Java writes them, after which the observed texts of lists look; for maps and structures assumed.
const display = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(display).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).map(([name, member]) => `${name}=${display(member)}`);
  return `{${entries.join(", ")}}`;
};

type Constraint = { text: string; holds: (value: unknown) => boolean };

const constraintsOf = (shape: Shape): Constraint[] => {
  const known = constraintCache.get(shape);
  if (known) return known;
  const constraints: Constraint[] = [];
  if (shape.type === "string") {
    const { min, max, pattern, enum: values } = shape;
    if (max !== undefined) {
      constraints.push({
        text: `Member must have length less than or equal to ${max}`,
        holds: (value) => (value as string).length <= max,
      });
    }
    if (min !== undefined) {
      constraints.push({
        text: `Member must have length greater than or equal to ${min}`,
        holds: (value) => (value as string).length >= min,
      });
    }
    if (pattern !== undefined) {
      const matches = wholeMatch(pattern);
      const longest = max ?? Number.POSITIVE_INFINITY;
      constraints.push({
        text: `Member must satisfy regular expression pattern: ${pattern}`,
        // What is too long is refused for its length: no pattern is run over a text of any size.
        holds: (value) => (value as string).length > longest || matches.test(value as string),
      });
    }
    if (values !== undefined) {
      constraints.push({
        text: `Member must satisfy enum value set: [${values.join(", ")}]`,
        holds: (value) => values.includes(value as string),
      });
    }
  }
  if (shape.type === "integer") {
    const { min, max } = shape;
    if (max !== undefined) {
      constraints.push({
        text: `Member must have value less than or equal to ${max}`,
        holds: (value) => (value as number) <= max,
      });
    }
    if (min !== undefined) {
      constraints.push({
        text: `Member must have value greater than or equal to ${min}`,
        holds: (value) => (value as number) >= min,
      });
    }
  }
  constraintCache.set(shape, constraints);
  return constraints;
};

const constraintCache = new WeakMap<Shape, Constraint[]>();

const brokenConstraints = (shape: Shape, value: unknown) =>
  constraintsOf(shape).flatMap(({ text, holds }) => (holds(value) ? [] : [text]));

const allConstraints = (shape: Shape) => constraintsOf(shape).map(({ text }) => text);

const brokenSize = ({ min, max }: ListShape | MapShape, size: number) => {
  const broken: string[] = [];
  if (max !== undefined && size > max) broken.push(`Member must have length less than or equal to ${max}`);
  if (min !== undefined && size < min) broken.push(`Member must have length greater than or equal to ${min}`);
  return broken;
};

// The model's patterns are Java's: they match the whole value, and (?s) at the head lets a dot match a line break.
const wholeMatch = (pattern: string) =>
  pattern.startsWith("(?s)") ? new RegExp(`^(?:${pattern.slice(4)})$`, "us") : new RegExp(`^(?:${pattern})$`, "u");

const requireObject = (raw: unknown, wanted: string): Record<string, unknown> => {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) throw unreadable(raw, wanted);
  return raw as Record<string, unknown>;
};

// assumed: the name is the JSON protocol's, the text is not documented.
const unreadable = (raw: unknown, wanted: string) => {
  const found = raw === null ? "NULL" : Array.isArray(raw) ? "ARRAY" : (typeof raw).toUpperCase();
  return serialization(`${found}_VALUE can not be converted to a ${wanted}`);
};

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
