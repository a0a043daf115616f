import { randomBytes } from "node:crypto";
import { argon2id, argon2Verify } from "hash-wasm";
import { AppError } from "@/lib/http/problem";

/** OWASP's recommended argon2id cost: 19 MiB, two passes, one lane. */
const COST = { parallelism: 1, iterations: 2, memorySize: 19_456, hashLength: 32 } as const;

/** A hash of a password that nobody knows, so that an unknown address costs as much time as a known one. */
const DECOY_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$Pgcp906w3NwGnLOKN/Xiwg$dhdoz16zsw4iOUBY+syO6QF84iqIZPlUCRl54h4uxsI";

/** Hashing keeps a core busy for a tenth of a second: one at a time, and never a long queue. */
const MAX_WAITING = 40;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** The argon2id hash in PHC form, with its own random salt. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() =>
    argon2id({ password: canonical(password), salt: randomBytes(16), ...COST, outputType: "encoded" }),
  );
}

/** Whether the password matches. With no stored hash it takes the same time and answers false. */
export async function verifyPassword(password: string, storedHash: string | null): Promise<boolean> {
  const matches = await inTurn(() =>
    argon2Verify({ password: canonical(password), hash: storedHash ?? DECOY_HASH }),
  );
  return matches && storedHash !== null;
}

/** One text for the many ways in which keyboards compose the same characters. */
function canonical(password: string): string {
  return password.normalize("NFKC");
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= MAX_WAITING) {
    throw new AppError("unavailable", "Too many sign-ins at once. Try again in a few seconds.", {
      retryAfterSeconds: 5,
    });
  }
  waiting++;
  const mine = last.then(work, work);
  last = mine.catch(() => undefined);
  try {
    return await mine;
  } finally {
    waiting--;
  }
}
