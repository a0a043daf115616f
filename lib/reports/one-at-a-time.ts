const tails = new Map<string, Promise<unknown>>();

/**
 * Runs tasks of the same key one after the other, in this process. Transactions on one item that overlap make each
 * other fail; a line is kinder than retries.
 */
export async function oneAtATime<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
  const before = tails.get(key) ?? Promise.resolve();
  const result = before.then(task, task);
  const tail = result.catch(() => undefined);
  tails.set(key, tail);
  try {
    return await result;
  } finally {
    if (tails.get(key) === tail) tails.delete(key);
  }
}
