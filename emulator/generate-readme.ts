// Fills the parts of README.md that follow from the code. Run: npm run emulator:readme
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { operations } from "./operations/operations.ts";
import { assumptionTable } from "./service/assumption-table.ts";

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

type Assumed = { path: string; text: string };

const assumedComments = (): Assumed[] =>
  sources().flatMap((path) =>
    commentsIn(readFileSync(folder + path, "utf8"))
      .filter((text) => /\bassumed\b/i.test(text))
      .map((text) => ({ path, text })),
  );

const harmed = /Harmed otherwise: ([^(]*?)\.?(?= \(`|$)/;

/** What is assumed without a switch, under the file that says it. */
const listed = (comments: readonly Assumed[]): string =>
  [...new Set(comments.map(({ path }) => path))]
    .map((path): [string, Assumed[]] => [path, comments.filter((comment) => comment.path === path)])
    .map(([path, ofFile]) => [`- \`${path}\``, ...ofFile.map(({ text }) => `  - ${text}`)].join("\n"))
    .join("\n");

const switchTable = (): string => {
  const rows = Object.entries(assumptionTable).map(
    ([name, { when, values, harmed: who, source }]) =>
      `| \`${name}\` | ${when} | **${values[0]}** or ${values[1]} | ${who} | ${source} |`,
  );
  return [
    "| Switch | When | Default, and the other | Who is harmed if a console relied on the wrong one | Source |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
};

const harmfulTable = (): string => {
  const rows = assumedComments().flatMap(({ path, text }) => {
    const [whole, who] = harmed.exec(text) ?? [];
    return whole && who ? [`| ${text.replace(whole, "").trim().replaceAll("|", "\\|")} | ${who} | \`${path}\` |`] : [];
  });
  return ["| Assumed | Harmed otherwise | Where |", "| --- | --- | --- |", ...rows].join("\n");
};

const parts: Readonly<Record<string, () => string>> = {
  operations: operationTable,
  switches: switchTable,
  harmful: harmfulTable,
  assumed: () => listed(assumedComments().filter(({ text }) => !harmed.test(text))),
};

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
