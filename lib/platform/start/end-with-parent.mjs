/**
 * Preloaded into the processes that `npm start` runs: the parent holds the other end of standard input, so its end
 * means that the parent is gone, kill -9 included, and so is the reason to run. Their own children inherit the
 * preload, and are none of its business.
 */
if (process.ppid === Number(process.env.STRATUM_PARENT_PID)) {
  process.stdin.on("end", () => process.exit(0));
  process.stdin.on("error", () => process.exit(0));
  process.stdin.resume();
  process.stdin.unref?.();
}
