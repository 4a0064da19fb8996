import { expect, test } from "vitest";
import { isSameInstall, nodeProblem } from "./install.mjs";

const versions: [string, boolean][] = [
  ["v20.19.0", true],
  ["v20.20.2", true],
  ["v22.0.0", true],
  ["v24.21.0", true],
  ["v20.18.3", false],
  ["v18.20.8", false],
];
for (const [version, good] of versions)
  test(`Node ${version} is ${good ? "good enough" : "refused"}`, () => expect(!nodeProblem(version)).toBe(good));

test("an old Node is told which one is needed", () =>
  expect(nodeProblem("v18.20.8")).toBe("Lifeguard needs Node 20.19 or newer (24 is recommended); this is 18.20.8."));

const one = { version: "1.0.0", integrity: "sha512-one" };
const mac = { version: "1.0.0", integrity: "sha512-mac", optional: true };
const wanted = { packages: { "": { version: "0.1.0" }, "node_modules/one": one, "node_modules/one-darwin": mac } };

const installs: [string, Record<string, { version: string; integrity: string }>, boolean][] = [
  ["everything", { "node_modules/one": one, "node_modules/one-darwin": mac }, true],
  ["everything but another platform's package", { "node_modules/one": one }, true],
  ["nothing", {}, false],
  ["another version", { "node_modules/one": { ...one, version: "1.0.1" } }, false],
  ["other content under the same version", { "node_modules/one": { ...one, integrity: "sha512-two" } }, false],
  ["a package too many", { "node_modules/one": one, "node_modules/two": one }, false],
];
for (const [what, packages, same] of installs)
  test(`an install with ${what} ${same ? "is kept" : "is done again"}`, () =>
    expect(isSameInstall(wanted, { packages })).toBe(same));
