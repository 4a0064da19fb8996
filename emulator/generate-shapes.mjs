// Writes wire/shapes.ts from the service model in model/: the shapes of every operation that stands in operations/.
// Run: npm run emulator:shapes
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const folder = path.dirname(fileURLToPath(import.meta.url));
const shapesFile = path.join(folder, "wire/shapes.ts");

// Where the published pattern is not the service's: passwords (cognito.md 5.1, observed), and domains, whose pattern has no room
// for the custom ones that the same model describes.
const observedPatterns = {
  PasswordType: "^[\\S]+.*[\\S]+$",
  DomainType: "^[a-z0-9](?:[a-z0-9\\-.]{0,61}[a-z0-9])?$",
};

const readJson = (name) => JSON.parse(readFileSync(path.join(folder, "model", name), "utf8"));

/** The published model with what the SDK has beyond it. Throws when the file is not the one that origin.json names. */
export const readModel = () => {
  const origin = readJson("origin.json");
  const file = readFileSync(path.join(folder, "model", origin.file));
  const sha256 = createHash("sha256").update(file).digest("hex");
  if (sha256 !== origin.sha256)
    throw new Error(`${origin.file} has SHA-256 ${sha256}, but origin.json says ${origin.sha256}.`);
  const published = JSON.parse(gunzipSync(file).toString("utf8"));
  const added = readJson("sessions.json");
  return {
    operations: { ...published.operations, ...added.operations },
    shapes: { ...published.shapes, ...added.shapes },
  };
};

/** The operations that the emulator has, by the names that their files give them. */
const operationNames = () =>
  readdirSync(path.join(folder, "operations"))
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .toSorted()
    .flatMap(
      (file) => /^ {2}name: "(\w+)",$/m.exec(readFileSync(path.join(folder, "operations", file), "utf8"))?.[1] ?? [],
    );

const constantName = (shape) => shape.charAt(0).toUpperCase() + shape.slice(1);

/** What the text of a constant says beside its type. */
const constraintsOf = (name, shape) => {
  const parts = [];
  for (const bound of ["min", "max"]) if (bound in shape) parts.push(`${bound}: ${JSON.stringify(shape[bound])}`);
  const pattern = observedPatterns[name] ?? shape.pattern;
  if (pattern) parts.push(`pattern: ${JSON.stringify(pattern)}`);
  if (shape.enum) parts.push(`enum: ${JSON.stringify(shape.enum)}`);
  if (shape.sensitive) parts.push("sensitive: true");
  return parts;
};

/** Answers with the name of the constant, after writing it and all that it needs: one that is used stands before its user. */
const writeShape = (name, shapes, written) => {
  if (written.has(name)) return constantName(name);
  const shape = shapes[name];
  if (!shape) throw new Error(`The model has no shape ${name}.`);
  const write = (of) => writeShape(of.shape, shapes, written);
  const kind = shape.type === "long" ? "integer" : shape.type;
  const parts = [`type: ${JSON.stringify(kind)}`];
  if (kind === "structure") {
    const members = Object.entries(shape.members).map(([key, member]) => `${key}: ${write(member)}`);
    parts.push(`members: { ${members.join(", ")} }`, `required: ${JSON.stringify(shape.required ?? [])}`);
  } else if (kind === "list") parts.push(`of: ${write(shape.member)}`);
  else if (kind === "map") parts.push(`key: ${write(shape.key)}`, `value: ${write(shape.value)}`);
  parts.push(...constraintsOf(name, shape));
  written.set(name, `export const ${constantName(name)} = { ${parts.join(", ")} } as const;`);
  return constantName(name);
};

/** The whole of shapes.ts, but for its layout. */
export const shapesText = () => {
  const { operations, shapes } = readModel();
  const written = new Map();
  for (const name of operationNames()) {
    const operation = operations[name];
    if (!operation) throw new Error(`The model has no operation ${name}.`);
    writeShape(operation.input.shape, shapes, written);
  }
  return [
    "// Written by generate-shapes.mjs from the published service model: the constraints of every input (cognito.md 1.1).",
    "// Do not edit by hand.",
    "",
    ...written.values(),
    "",
  ].join("\n");
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // Whatever goes wrong before this line leaves the present file as it is.
  const text = shapesText();
  writeFileSync(`${shapesFile}.new`, text);
  renameSync(`${shapesFile}.new`, shapesFile);
}
