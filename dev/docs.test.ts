import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./run.mjs";

// What code and documents say about documents is true: whoever has this repository has all that it cites.

const read = (file: string): string => readFileSync(join(root, file), "utf8");
const below = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) =>
    posix.join(folder, file.replaceAll("\\", "/")),
  );
const atRoot = readdirSync(root);

const folders = ["app", "components", "lib", "emulator", "dev", "e2e", "bench"];
const self = "dev/docs.test.ts";
const code = [...folders.flatMap(below), ...atRoot].filter(
  (file) => /\.(?:tsx?|mjs|js|css|py|sh|sql)$|cognito-matrix\.json$/.test(file) && file !== self,
);
const documents = [...folders.flatMap(below), ...below("docs"), ...atRoot].filter((file) => file.endsWith(".md"));

/** "8.1", "2.2.1" and "0" of headings such as "## 8.1 By operation". */
const sectionsOf = (file: string): Set<string> =>
  new Set([...read(file).matchAll(/^#+ (\d+(?:\.\d+)*)\.? /gm)].map(([, section = ""]) => section));

interface Citation {
  file: string;
  /** As the text has it, such as "cognito.md" or "docs/errors.md". */
  document: string;
  sections: string[];
}

// "cognito.md 2.2.2 and 7.5", "cognito.md section 6", "cognito.md 12, item 1", "cognito.md 7.1, 7.2 and 10.1"
const citing =
  /(?<![\w/.])((?:[\w-]+\/)*[\w-]+\.md)\b(?:`?,? (?:sections? )?(\d+(?:\.\d+)*(?:(?:, | and |, and )(?:section )?\d+(?:\.\d+)*)*))?/g;

const citationsIn = (file: string): Citation[] =>
  [...read(file).matchAll(citing)].map(([, document = "", numbers]) => ({
    file,
    document,
    sections: numbers?.match(/\d+(?:\.\d+)*/g) ?? [],
  }));

/** The file that a citation means: a path from the root or from beside the file, or a document of docs/. */
const resolve = ({ file, document }: Citation): string | null =>
  [posix.join(posix.dirname(file), document), document, `docs/${document}`].find((path) => documents.includes(path)) ??
  null;

const citations = [...code, ...documents].flatMap(citationsIn);

describe("citations", () => {
  test("are found at all, with every form of section", () => {
    const forms = citations.filter(({ document }) => document === "cognito.md").flatMap(({ sections }) => sections);
    expect(forms.length).toBeGreaterThan(200);
    expect(forms).toEqual(expect.arrayContaining(["2", "4.1", "2.2.1", "11.2", "12"]));
  });

  test("name documents that are in this repository", () => {
    const elsewhere = citations.filter((citation) => resolve(citation) === null);
    expect(elsewhere.map(({ file, document }) => `${file}: ${document}`)).toEqual([]);
    // a book that was never in it, and was cited without its ending
    expect(code.filter((file) => /\bdesign,? section \d/.test(read(file)))).toEqual([]);
  });

  test("name sections that the document has", () => {
    const known = new Map(documents.map((file) => [file, sectionsOf(file)]));
    const missing = citations.flatMap((citation) => {
      const sections = known.get(resolve(citation) ?? "");
      return citation.sections
        .filter((section) => !sections?.has(section))
        .map((section) => `${citation.file}: ${citation.document} ${section}`);
    });
    expect(missing).toEqual([]);
  });

  test("by name of a heading: the document has it", () => {
    const named = [...code, ...documents].flatMap((file) =>
      [...read(file).matchAll(/\b(docs\/[\w/-]+\.md), “([^”]+)”/g)].map(([, document = "", heading = ""]) => ({
        file,
        document,
        heading,
      })),
    );
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter(({ document, heading }) => !read(document).includes(`# ${heading}\n`))).toEqual([]);
  });
});

/** Headings as addresses have them after the #. */
const anchorsOf = (file: string): string[] =>
  [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

/** Without what stands in code, which is no link. */
const proseOf = (file: string): string =>
  read(file)
    .replace(/^```[\s\S]*?^```/gm, "")
    .replace(/`[^`\n]*`/g, "");

test("every link of a document to another file leads somewhere", () => {
  const links = documents.flatMap((file) =>
    [...proseOf(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => ({ file, target })),
  );
  const relative = links.filter(({ target }) => !/^[a-z]+:/.test(target));
  expect(relative.length).toBeGreaterThan(10);
  const broken = relative.filter(({ file, target }) => {
    const [path = "", anchor] = target.split("#");
    const to = path === "" ? file : posix.join(posix.dirname(file), path);
    if (!existsSync(join(root, to))) return true;
    return anchor !== undefined && !anchorsOf(to).includes(anchor);
  });
  expect(broken).toEqual([]);
});

test("every file or folder of ours that a document names in code is there", () => {
  // cognito.md names files of others
  const ours = documents.filter((file) => !file.startsWith("emulator/") && file !== "docs/cognito.md");
  const named = ours.flatMap((file) =>
    [...read(file).matchAll(/`((?:app|components|lib|emulator|dev|e2e|bench|docs|public)\/[^`\s]*)`/g)].map(
      ([, path = ""]) => ({ file, path: path.replace(/<.*$/, "") }),
    ),
  );
  expect(named.length).toBeGreaterThan(80);
  expect(named.filter(({ path }) => !existsSync(join(root, path)))).toEqual([]);
});

test("every npm script that a document or a comment names is there", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const named = [...code, ...documents].flatMap((file) =>
    [...read(file).matchAll(/npm run ([a-z][\w:-]*)/g)].map(([, script = ""]) => ({ file, script })),
  );
  expect(named.map(({ script }) => script)).toEqual(expect.arrayContaining(["demo", "doctor", "db:migration"]));
  expect(named.filter(({ script }) => !(script in scripts))).toEqual([]);
});

test("every page of docs/ can be reached from the README", () => {
  const reached = new Set(["README.md"]);
  for (const file of reached)
    for (const [, target = ""] of proseOf(file).matchAll(/\]\(([^)\s#]+)[^)]*\)/g)) {
      const to = posix.join(dirname(file), target);
      if (documents.includes(to)) reached.add(to);
      // a link to a folder is one to all that is in it
      else for (const page of documents.filter((path) => path.startsWith(`${to}/`))) reached.add(page);
    }
  expect(below("docs").filter((file) => file.endsWith(".md") && !reached.has(file))).toEqual([]);
});
