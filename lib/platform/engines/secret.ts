import { randomBytes } from "node:crypto";
import { chown, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The secret of that name in the data directory, made at random (192 bits) at first use, readable by its owner alone. */
export async function ensureSecret(dataDir: string, name: string): Promise<string> {
  const path = join(dataDir, name);
  const existing = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (existing !== null && existing.trim() !== "") return existing.trim();
  const secret = randomBytes(24).toString("base64url");
  await writePrivate(path, `${secret}\n`);
  return secret;
}

/** Writes a file that only the data directory's owner can read, even when root writes it for him. */
export async function writePrivate(path: string, text: string, flag: "w" | "wx" = "w"): Promise<void> {
  await writeFile(path, text, { mode: 0o600, flag });
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(dirname(path));
  if (uid !== 0) await chown(path, uid, gid);
}
