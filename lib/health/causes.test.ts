import { expect, test } from "vitest";
import { causes, errorsDocument, faultCodes } from "#lib/health/causes.ts";
import { findingIds } from "#lib/health/finding.ts";

test("docs/errors.md is what the causes say", async () => {
  await expect(errorsDocument()).toMatchFileSnapshot("../../docs/errors.md");
});

test.each(faultCodes)("%s has a cause and a way out in whole sentences, and a finding that exists", (code) => {
  const { cause, remedy, finding } = causes[code];
  for (const text of [cause, remedy]) expect(text).toMatch(/^[A-Z].*\.$/);
  if (finding !== null) expect(findingIds).toContain(finding);
});
