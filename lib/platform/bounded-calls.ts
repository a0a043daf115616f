/**
 * Runs at most `width` tasks at a time, the rest in the order they came. A call that waits here has no clock running,
 * while one that waits for a socket already counts down to its timeout, is tried again, and makes the crowd larger.
 */
export function boundedCalls(width: number): <Result>(task: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= width) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
