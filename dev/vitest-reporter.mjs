// @ts-check
import { relative } from "node:path";
import { root } from "./run.mjs";
import { writeReport } from "./test-report.mjs";

/** @typedef {import("vitest/node").Reporter} Reporter */
/** @typedef {import("vitest/node").TestModule} TestModule */

/** @param {string} path */
const toFile = (path) => relative(root, path).replaceAll("\\", "/");

/** @param {TestModule} testModule */
const isUnexplained = (testModule) =>
  testModule.state() === "failed" && ![...testModule.children.allTests("failed")].length;

/**
 * Writes down what becomes of each unit test (dev/test-report.mjs).
 *
 * @implements {Reporter}
 */
export default class VitestReporter {
  /** @param {readonly import("vitest/node").TestSpecification[]} specifications */
  onTestRunStart(specifications) {
    writeReport(
      ...specifications.map(({ moduleId }) => ({ what: /** @type {const} */ ("file"), file: toFile(moduleId) })),
    );
  }

  /** @param {TestModule} testModule */
  onTestModuleCollected(testModule) {
    const file = toFile(testModule.moduleId);
    const tests = [...testModule.children.allTests()];
    writeReport(
      ...tests.map(({ id, fullName }) => ({ what: /** @type {const} */ ("test"), id, file, name: fullName })),
    );
  }

  /** @param {import("vitest/node").TestCase} testCase */
  onTestCaseResult(testCase) {
    const { state } = testCase.result();
    if (state !== "pending") writeReport({ what: "outcome", id: testCase.id, outcome: state });
  }

  /** @param {TestModule} testModule */
  onTestModuleEnd(testModule) {
    const file = toFile(testModule.moduleId);
    // it could not be loaded, or what stands before or after its tests failed
    if (isUnexplained(testModule)) writeReport({ what: "problem", name: `${file}, outside of its tests` });
    writeReport({ what: "file-end", file });
  }

  /**
   * @param {readonly TestModule[]} _modules
   * @param {readonly import("vitest").SerializedError[]} errors
   */
  onTestRunEnd(_modules, errors) {
    for (const { message } of errors)
      writeReport({ what: "problem", name: `an error outside of all tests: ${message}` });
  }
}
