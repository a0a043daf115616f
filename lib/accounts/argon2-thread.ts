import { Worker } from "node:worker_threads";
import { z } from "zod";

/**
 * What the thread runs: one job after the other, since each takes 19 MiB. A text, because bundlers move files; it finds
 * the package from the folder where the app was started.
 */
const SOURCE = `
const { parentPort } = require("node:worker_threads");
const { argon2id, argon2Verify } = require("hash-wasm");
let last = Promise.resolve();
parentPort.on("message", ({ id, verb, input }) => {
  last = last
    .then(() => (verb === "hash" ? argon2id(input) : argon2Verify(input)))
    .then(
      (value) => parentPort.postMessage({ id, value }),
      (error) => parentPort.postMessage({ id, error: String(error) }),
    );
});
`;

const answer = z.object({
  id: z.int(),
  value: z.union([z.string(), z.boolean()]).optional(),
  error: z.string().optional(),
});

interface Waiting {
  resolve(value: string | boolean): void;
  reject(error: Error): void;
}

export interface Argon2Thread {
  run(verb: "hash" | "verify", input: HashInput | VerifyInput): Promise<string | boolean>;
}

export interface HashInput {
  readonly password: string;
  readonly salt: Uint8Array;
  readonly parallelism: number;
  readonly iterations: number;
  /** KiB. */
  readonly memorySize: number;
  readonly hashLength: number;
  readonly outputType: "encoded";
}

export interface VerifyInput {
  readonly password: string;
  readonly hash: string;
}

/**
 * One thread that hashes, so that a sign-in never stops the event loop that serves the map. Jobs that are under way
 * when the thread dies are rejected; the next one starts a new thread.
 */
export function createArgon2Thread(): Argon2Thread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let lastId = 0;

  function start(): Worker {
    const fresh = new Worker(SOURCE, { eval: true, name: "argon2" });
    fresh.on("message", (message: unknown) => {
      const { id, value, error } = answer.parse(message);
      const job = waiting.get(id);
      waiting.delete(id);
      if (waiting.size === 0) fresh.unref();
      if (value === undefined) job?.reject(new Error(error ?? "no answer"));
      else job?.resolve(value);
    });
    const end = (error: Error) => {
      if (worker === fresh) worker = undefined;
      for (const job of waiting.values()) job.reject(error);
      waiting.clear();
    };
    fresh.on("error", end);
    fresh.on("exit", (code) => end(new Error(`the hashing thread ended with ${code}`)));
    return fresh;
  }

  return {
    run(verb, input) {
      worker ??= start();
      const thread = worker;
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        thread.ref();
        thread.postMessage({ id, verb, input });
      });
    },
  };
}
