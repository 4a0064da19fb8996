// @ts-check
// Draws the icons of public/ again, after one of the two drawings has changed: npm run icons
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { findBrowser } from "./browser.mjs";
import { exitWith } from "./problem.mjs";
import { root } from "./run.mjs";

const folder = join(root, "public/icons");
const drawing = (/** @type {string} */ name) => readFileSync(join(folder, name), "utf8");

/** The mark in white on the accent colour, for places that cut the edges off. @param {number} part of the square that the mark fills */
const tile = (part) => {
  const inset = (64 * (1 - part)) / 2;
  const mark = drawing("mask-icon.svg").replaceAll("#000", "#fff");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#0b7285"/>
    <svg x="${inset}" y="${inset}" width="${64 * part}" height="${64 * part}" viewBox="0 0 64 64">${mark}</svg></svg>`;
};

/**
 * Pictures of several sizes in one file, as browsers ask for without being told.
 *
 * @param {{ size: number, png: Buffer }[]} pictures
 */
const icoFile = (pictures) => {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index;
    header.writeUInt8(size, at);
    header.writeUInt8(size, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
};

try {
  const browser = await chromium.launch({ executablePath: await findBrowser() });
  try {
    const page = await browser.newPage();
    const draw = async (/** @type {string} */ svg, /** @type {number} */ size) => {
      await page.setViewportSize({ width: size, height: size });
      await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100% }</style>${svg}`);
      return page.screenshot({ omitBackground: true });
    };
    const icon = drawing("icon.svg");
    for (const size of [192, 512]) writeFileSync(join(folder, `icon-${size}.png`), await draw(icon, size));
    // Android shows the middle four fifths at least
    writeFileSync(join(folder, "maskable-512.png"), await draw(tile(0.68), 512));
    writeFileSync(join(folder, "apple-touch-icon.png"), await draw(tile(0.76), 180));
    const pictures = [];
    for (const size of [16, 32, 48]) pictures.push({ size, png: await draw(icon, size) });
    writeFileSync(join(root, "public/favicon.ico"), icoFile(pictures));
  } finally {
    await browser.close();
  }
} catch (error) {
  exitWith(error);
}
