import { Presets, SingleBar } from "cli-progress";

/** Tells how far a long job is: a bar on a terminal, a line every few seconds elsewhere. */
export interface Progress {
  /** `done` of `total` units of the bar; `count` things so far, for the rate. */
  update(done: number, total: number, count?: number): void;
  stop(): void;
}

const LINE_EVERY_MS = 5_000;
const BAR_EVERY_MS = 100;

/** @param what the things that are counted: "reports", "rows" */
export function showProgress(what: string, output: NodeJS.WriteStream = process.stderr): Progress {
  return output.isTTY ? showBar(what, output) : showLines(what, output);
}

function showBar(what: string, stream: NodeJS.WriteStream): Progress {
  const format = `{bar} {percentage}%  {count} ${what}, {rate}/s, {eta_formatted} to go`;
  const bar = new SingleBar({ format, stream, hideCursor: true, barsize: 30 }, Presets.shades_classic);
  const rate = rateSince(Date.now());
  let shownAt = 0;
  return {
    update(done, total, count = done) {
      const now = Date.now();
      if (now - shownAt < BAR_EVERY_MS && done < total) return;
      shownAt = now;
      const payload = { count: count.toLocaleString("en-US"), rate: rate(count, now) };
      if (bar.isActive) bar.update(done, payload);
      else bar.start(total, done, payload);
    },
    stop: () => bar.stop(),
  };
}

function showLines(what: string, stream: NodeJS.WriteStream): Progress {
  const rate = rateSince(Date.now());
  let shownAt = Date.now();
  return {
    update(done, total, count = done) {
      const now = Date.now();
      if (now - shownAt < LINE_EVERY_MS) return;
      shownAt = now;
      const percent = Math.floor((100 * done) / Math.max(1, total));
      stream.write(`${count.toLocaleString("en-US")} ${what} (${percent} %), ${rate(count, now)}/s\n`);
    },
    stop: () => undefined,
  };
}

function rateSince(startedAt: number): (count: number, now: number) => string {
  return (count, now) => Math.round((1000 * count) / Math.max(1, now - startedAt)).toLocaleString("en-US");
}
