// @ts-check
// Loaded into the console before Next: when whoever started it is gone, even by SIGKILL, their end of this pipe closes
// and the console ends too, instead of holding its port for nobody.
process.stdin.on("end", () => process.exit(1));
process.stdin.on("error", () => process.exit(1));
process.stdin.resume();
/** @type {import("node:net").Socket} */ (/** @type {unknown} */ (process.stdin)).unref();
