import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./run.mjs";

// What anyone may fetch without signing in: the files of public/.

const file = (path: string): Buffer => readFileSync(join(root, "public", path));

/** Width and height as the picture itself has them. */
const sizeOf = (png: Buffer): [width: number, height: number] => {
  expect(png.toString("latin1", 1, 4)).toBe("PNG");
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
};

interface Manifest {
  start_url: string;
  icons: { src: string; sizes: string; type: string; purpose?: string }[];
}
const manifest = JSON.parse(file("manifest.webmanifest").toString()) as Manifest;

test("search engines are told to stay out of everything", () => {
  const rules = file("robots.txt").toString().split("\n");
  expect(rules.filter((line) => line !== "" && !line.startsWith("#"))).toEqual(["User-agent: *", "Disallow: /"]);
});

test("the manifest's pictures are there, of the sizes it says, and one may be cut", () => {
  expect(manifest.start_url).toBe("/");
  const pictures = manifest.icons.filter(({ type }) => type === "image/png");
  expect(pictures.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(["192x192", "512x512"]));
  for (const { src, sizes } of pictures) expect(sizeOf(file(src)).join("x"), src).toBe(sizes);
  expect(manifest.icons.some(({ purpose }) => purpose === "maskable")).toBe(true);
  expect(sizeOf(file("icons/apple-touch-icon.png"))).toEqual([180, 180]);
});

test("the favicon holds the sizes of a tab", () => {
  const ico = file("favicon.ico");
  expect([ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([1, 3]);
  const sizes = [0, 1, 2].map((index) => {
    const at = 6 + 16 * index;
    const png = ico.subarray(ico.readUInt32LE(at + 12), ico.readUInt32LE(at + 12) + ico.readUInt32LE(at + 8));
    return sizeOf(png);
  });
  expect(sizes).toEqual([16, 32, 48].map((size) => [size, size]));
});

test("drawings bring no script, no style and nothing from elsewhere", () => {
  for (const name of readdirSync(join(root, "public/icons")).filter((path) => path.endsWith(".svg")))
    expect(file(`icons/${name}`).toString(), name).not.toMatch(/<script|<style|\son\w+=|href=|url\(/);
});

test("each picture is named by the layout or the manifest, and none is missing", () => {
  const layout = readFileSync(join(root, "app/layout.tsx"), "utf8");
  const named = [...layout.matchAll(/"\/((?:icons\/)?[\w-]+\.(?:svg|png|ico|webmanifest))"/g)].map(([, path]) => path);
  const wanted = [...named, ...manifest.icons.map(({ src }) => src.slice(1))];
  const there = readdirSync(join(root, "public/icons")).map((name) => `icons/${name}`);
  expect([...new Set(wanted)].toSorted()).toEqual([...there, "favicon.ico", "manifest.webmanifest"].toSorted());
});
