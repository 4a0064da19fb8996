// Fills the parts of README.md that follow from the code. Run: npm run emulator:readme
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { operations } from "./operations/operations.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
const readme = `${folder}README.md`;

const operationTable = (): string => {
  const rows = [...operations.values()]
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, signed, category }) => `| ${name} | ${signed ? "yes" : "no"} | ${category} |`);
  return ["| Operation | Signed | Quota |", "| --- | --- | --- |", ...rows].join("\n");
};

const sources = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts") && !/\.test\.ts$|^generate-readme|^conformance\//.test(path))
    .toSorted();

const comment = /((?:^[ \t]*\/\/.*\n)+|^[ \t]*\/\*\*[\s\S]*?\*\/\n)(.*)|(\/\/ .*)/gm;

/** Comments as a reader sees them: lines that follow each other are one, and the line they stand above says of what they speak. */
const commentsIn = (code: string): string[] =>
  [...code.matchAll(comment)].map(([, above, spokenOf = "", beside = ""]) => {
    const text = (above ?? beside)
      .replace(/^\s*\/\*\*|\*\/\s*$/g, "")
      .replace(/^\s*(?:\/\/|\*) ?/gm, "")
      .replace(/\s+/g, " ")
      .trim();
    const line = spokenOf.trim().slice(0, 100).replaceAll("`", "'");
    return line === "" ? text : `${text} (\`${line}\`)`;
  });

const assumedList = (): string =>
  sources()
    .flatMap((path) => {
      const assumed = commentsIn(readFileSync(folder + path, "utf8")).filter((text) => /\bassumed\b/i.test(text));
      return assumed.length === 0 ? [] : [`- \`${path}\``, ...assumed.map((text) => `  - ${text}`)];
    })
    .join("\n");

const parts: Readonly<Record<string, () => string>> = { operations: operationTable, assumed: assumedList };

/** The README as the code would have it. */
export const currentReadme = (): string => {
  let text = readFileSync(readme, "utf8");
  for (const [name, make] of Object.entries(parts)) {
    const marked = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- end of ${name} -->)`);
    if (!marked.test(text)) throw new Error(`README.md has no place for ${name}`);
    text = text.replace(marked, (_, begin: string, end: string) => `${begin}${make()}\n${end}`);
  }
  return text;
};

export const presentReadme = () => readFileSync(readme, "utf8");

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(readme, currentReadme());
