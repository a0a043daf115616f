import { type Challenge, type DeriveKeyFunction, solveChallenge } from "altcha-lib";

/** PBKDF2 by the browser's own cryptography, as the server's check expects it. */
const deriveKey: DeriveKeyFunction = async ({ cost, keyLength }, salt, password) => {
  const key = await crypto.subtle.importKey("raw", new Uint8Array(password), "PBKDF2", false, ["deriveBits"]);
  const parameters = { name: "PBKDF2", hash: "SHA-256", salt: new Uint8Array(salt), iterations: cost };
  const bits = await crypto.subtle.deriveBits(parameters, key, (keyLength ?? 32) * 8);
  return { derivedKey: new Uint8Array(bits) };
};

/** The header value that answers a challenge, or null when it could not be solved in time. */
export async function proofOfWork(challenge: Challenge): Promise<string | null> {
  const solution = await solveChallenge({ challenge, deriveKey });
  return solution === null ? null : btoa(JSON.stringify({ challenge, solution }));
}
