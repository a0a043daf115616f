import { execFileSync } from "node:child_process";
import { chmod, chown, mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PROJECT_ROOT } from "@/lib/platform/project-root";
import { dataDirs } from "@/tests/support/data-dirs";

const NOBODY = 65_534;
const dirs = dataDirs();
const isRoot = process.getuid?.() === 0;

/** Another account can only run engines where it can read the checkout, which under /root it cannot. */
function othersReachTheCheckout(): boolean {
  try {
    execFileSync(process.execPath, ["-e", "require('node:fs').readdirSync('.')"], {
      cwd: PROJECT_ROOT,
      uid: NOBODY,
      gid: NOBODY,
      stdio: "ignore",
    });
    return true;
  } catch {
    return false;
  }
}

test("the engines run under the account of these tests, whichever it is", async () => {
  const { runtime } = await dirs.host(await dirs.make());
  expect(await runtime.sql`SELECT current_setting('server_version_num')::int >= 180000 AS ok`).toEqual([
    { ok: true },
  ]);
});

if (isRoot) {
  describe("root", () => {
    test("is told what to do where no other account can run PostgreSQL", async () => {
      const closed = await dirs.make();
      const dataDir = join(closed, "data");
      await mkdir(dataDir);
      await chmod(closed, 0o700);
      // With no PATH there is no `unshare`, and the closed directory keeps the other accounts out.
      const failure = dirs.host(dataDir, { path: "" });
      await expect(failure).rejects.toThrow(/does not run as root[\s\S]*Start Stratum as a normal user/);
      await expect(failure).rejects.not.toThrow(/\n\s+at /);
    });
  });
}

if (isRoot && othersReachTheCheckout()) {
  describe("root, in a checkout that others can read", () => {
    test("without user namespaces runs PostgreSQL under an unprivileged account", async () => {
      const dataDir = await dirs.make();
      await chmod(dataDir, 0o755);
      const { runtime } = await dirs.host(dataDir, { path: "" });
      expect(await runtime.sql`SELECT 1 AS one`).toEqual([{ one: 1 }]);
      expect((await stat(join(dataDir, "postgres"))).uid).not.toBe(0);
      expect((await stat(dataDir)).uid).toBe(0);
    });

    test("leaves a normal user's data directory his, so that he can go on with it", async () => {
      const dataDir = await dirs.make();
      await chown(dataDir, NOBODY, NOBODY);
      const asRoot = await dirs.host(dataDir);
      await asRoot.runtime.sql`CREATE TABLE kept (n int)`;
      await dirs.endAll();
      const asUser = await dirs.host(dataDir, { uid: NOBODY });
      expect(await asUser.runtime.sql`SELECT count(*) FROM kept`).toEqual([{ count: 0 }]);
    });

    test("a normal user is told when the data directory is root's", async () => {
      const dataDir = await dirs.make();
      await chmod(dataDir, 0o755);
      await expect(dirs.host(dataDir, { uid: NOBODY })).rejects.toThrow(
        /cannot be written[\s\S]*as its owner/,
      );
    });
  });
}
