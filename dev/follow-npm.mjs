// @ts-check
// npm that is told to end passes that on to nobody: what it has started ends by itself then, instead of holding its ports.
const npm = process.ppid;

if (process.env.npm_lifecycle_event) {
  const watch = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 500);
  watch.unref();
}
