import { randomBytes } from "node:crypto";
import { AppError } from "@/lib/http/problem";
import { createArgon2Thread, type HashInput, type VerifyInput } from "./argon2-thread";

/** OWASP's recommended argon2id cost: 19 MiB, two passes, one lane. */
const COST = { parallelism: 1, iterations: 2, memorySize: 19_456, hashLength: 32 } as const;

/** A hash of a password that nobody knows, so that an unknown address costs as much time as a known one. */
const DECOY_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$Pgcp906w3NwGnLOKN/Xiwg$dhdoz16zsw4iOUBY+syO6QF84iqIZPlUCRl54h4uxsI";

/** Hashing keeps a core busy for a tenth of a second: one at a time, and never a long queue. */
const MAX_WAITING = 40;

const thread = createArgon2Thread();
let waiting = 0;

/** The argon2id hash in PHC form, with its own random salt. */
export async function hashPassword(password: string): Promise<string> {
  const input: HashInput = {
    password: canonical(password),
    salt: new Uint8Array(randomBytes(16)),
    ...COST,
    outputType: "encoded",
  };
  return inTurn(async () =>
    String(await thread.run("hash", input).catch(async () => (await here()).argon2id(input))),
  );
}

/** Whether the password matches. With no stored hash it takes the same time and answers false. */
export async function verifyPassword(password: string, storedHash: string | null): Promise<boolean> {
  const input: VerifyInput = { password: canonical(password), hash: storedHash ?? DECOY_HASH };
  const matches = await inTurn(() =>
    thread.run("verify", input).catch(async () => (await here()).argon2Verify(input)),
  );
  return matches === true && storedHash !== null;
}

/** One text for the many ways in which keyboards compose the same characters. */
function canonical(password: string): string {
  return password.normalize("NFKC");
}

/** Where a thread cannot find the package (an unusual bundle), hashing happens in this one: slower for others, right. */
const here = () => import("hash-wasm");

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= MAX_WAITING) {
    throw new AppError("unavailable", "Too many sign-ins at once. Try again in a few seconds.", {
      retryAfterSeconds: 5,
    });
  }
  waiting++;
  try {
    return await work();
  } finally {
    waiting--;
  }
}
