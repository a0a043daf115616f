import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { claimDataDir, DataDirHeldError, findHolder } from "@/lib/platform/engines/claim";
import { startDynamo } from "@/lib/platform/engines/dynamo-engine";
import { findRunningEngines, namedStores } from "@/lib/platform/engines/engines";
import { endLeftover } from "@/lib/platform/engines/leftover";
import { startPostgres } from "@/lib/platform/engines/postgres-engine";
import { readEnv } from "@/lib/platform/env";
import { createPostgres } from "@/lib/platform/postgres";
import { dataDirs } from "@/tests/support/data-dirs";
import { enginePids, isAlive, untilItWorks } from "@/tests/support/engine-pids";
import { endHost } from "@/tests/support/start-engine-host";

const dirs = dataDirs();

describe("engines", () => {
  test("two data directories run side by side, each with its own stores", async () => {
    const [left, right] = await Promise.all([dirs.makeUsed(), dirs.makeUsed()]);
    const [a, b] = await Promise.all([dirs.host(left), dirs.host(right)]);
    await a.runtime.sql`CREATE TABLE only_left (n int)`;
    expect(await b.runtime.sql`SELECT to_regclass('only_left') AS found`).toEqual([{ found: null }]);
    expect(a.runtime.env.dynamodbEndpoint).not.toBe(b.runtime.env.dynamodbEndpoint);
  });

  test("a second start in the same directory is told who holds it, and harms nothing", async () => {
    const dataDir = await dirs.makeUsed();
    const { runtime, child } = await dirs.host(dataDir);
    await expect(dirs.host(dataDir)).rejects.toThrow(`in use by the test's host (process ${child.pid})`);
    expect(await runtime.sql`SELECT 1 AS one`).toEqual([{ one: 1 }]);
  });

  test("scripts find the engines that run, and find none once they stopped", async () => {
    const dataDir = await dirs.makeUsed();
    const host = await dirs.host(dataDir);
    expect(await findRunningEngines(dataDir)).toMatchObject({ DATABASE_URL: host.runtime.env.databaseUrl });
    await endHost(host);
    expect(await findRunningEngines(dataDir)).toBeNull();
  });

  test("stopping in order and being killed both leave no process behind", async () => {
    const dataDir = await dirs.makeUsed();
    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
      const host = await dirs.host(dataDir);
      const pids = Object.values(await enginePids(dataDir));
      await endHost(host, signal);
      // Where the system cannot end them with their host, the next start does.
      if (process.platform !== "linux") await endHost(await dirs.host(dataDir));
      await untilItWorks(async () => expect(pids.filter(isAlive)).toEqual([]));
    }
  });

  test("passwords and secrets in the data directory are for its owner alone", async () => {
    const dataDir = await dirs.makeUsed();
    const { runtime } = await dirs.host(dataDir);
    const wrong = new URL(runtime.env.databaseUrl);
    wrong.password = "guess";
    const stranger = createPostgres({ ...runtime.env, databaseUrl: wrong.href });
    await expect(stranger`SELECT 1`).rejects.toThrow(/password authentication failed/);
    await stranger.end();
  });
});

describe("PostgreSQL that goes away", () => {
  test("fails queries clearly while it is gone and serves them again when it is back", async () => {
    const dataDir = await dirs.makeUsed();
    const engine = await startPostgres(dataDir);
    const sql = createPostgres(
      readEnv({
        DATABASE_URL: engine.databaseUrl,
        DYNAMODB_ENDPOINT: "http://127.0.0.1:1",
        STRATUM_SECRET: "the-secret-of-the-tests-is-no-secret",
      }),
    );
    expect(await sql`SELECT 1 AS one`).toEqual([{ one: 1 }]);
    await engine.stop();
    await expect(sql`SELECT 1`).rejects.toMatchObject({ code: expect.stringMatching(/CONN/) });
    const again = await startPostgres(dataDir, { port: engine.port });
    expect(await untilItWorks(() => sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
    await sql.end();
    await again.stop();
  });

  test("starts although the process number it left is another program's now", async () => {
    const dataDir = await dirs.makeUsed();
    await writeFile(join(dataDir, "postgres", "postmaster.pid"), `${process.pid}\n${dataDir}\n`);
    const engine = await startPostgres(dataDir);
    expect(engine.pid).not.toBe(process.pid);
    await engine.stop();
  });
});

describe("an engine that cannot run", () => {
  test("is one message that says what to do, without a stack trace", async () => {
    const dataDir = await dirs.make();
    await mkdir(join(dataDir, "postgres"));
    await writeFile(join(dataDir, "postgres", "PG_VERSION"), "13\n");
    const failure = dirs.host(dataDir);
    await expect(failure).rejects.toThrow(/made by PostgreSQL 13.*Move .* away and start again/s);
    await expect(failure).rejects.not.toThrow(/\n\s+at /);
    expect(await findHolder(dataDir)).toBeNull();
  });

  test("says what to install when there is none for this machine", async () => {
    vi.stubEnv("JAVA_HOME", "/nowhere");
    const failure = startDynamo(await dirs.make(), { kind: "local" });
    await expect(failure).rejects.toThrow(/no DynamoDB engine[\s\S]*Java 17[\s\S]*DYNAMODB_ENDPOINT/);
    vi.unstubAllEnvs();
  });

  test("tells its last words when its files are broken", async () => {
    const dataDir = await dirs.makeUsed();
    await writeFile(join(dataDir, "postgres", "postgresql.conf"), "no such setting = at all\n");
    await expect(startPostgres(dataDir)).rejects.toThrow(/did not start[\s\S]*syntax error/);
  });
});

describe("leftover processes", () => {
  const start = async (evidence: string) => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => 0, 1000)", evidence], {
      stdio: "ignore",
    });
    await once(child, "spawn");
    return child;
  };

  test("one that works on our data is ended", async () => {
    const child = await start("/ours/of/this/test");
    const exited = once(child, "exit");
    await untilItWorks(async () => {
      await endLeftover(child.pid ?? null, "/ours/of/this/test", "SIGTERM");
      expect(child.signalCode).toBe("SIGTERM");
    });
    await exited;
  });

  test("one that does not is left alone", async () => {
    const child = await start("/somebody/else");
    await endLeftover(child.pid ?? null, "/ours/of/this/test", "SIGTERM");
    expect(isAlive(child.pid ?? 0)).toBe(true);
    child.kill();
    await once(child, "exit");
  });
});

describe("the claim on a data directory", () => {
  test("of many that race for it exactly one gets it", async () => {
    const dataDir = await dirs.make();
    const claims = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => claimDataDir(dataDir, `racer ${n}`)));
    const won = claims.filter((claim) => claim.status === "fulfilled");
    const lost = claims.filter((claim) => claim.status === "rejected");
    expect(won).toHaveLength(1);
    for (const { reason } of lost) expect(reason).toBeInstanceOf(DataDirHeldError);
    await won[0]?.value.release();
    expect(existsSync(join(dataDir, "claim.json"))).toBe(false);
  });

  test("of a process that is gone, or a file cut short, is void", async () => {
    const dataDir = await dirs.make();
    const text = { pid: process.pid, what: "a killed run", url: null, port: 1, token: "x" };
    for (const left of [JSON.stringify(text), '{"pid": 1', ""]) {
      await writeFile(join(dataDir, "claim.json"), left);
      const claim = await claimDataDir(dataDir, "the next run");
      expect(await findHolder(dataDir)).toMatchObject({ what: "the next run" });
      await claim.release();
    }
  });
});

describe("which stores the settings name", () => {
  test.each([
    [{}, { postgres: false, dynamodb: false }],
    [{ DATABASE_URL: "postgres://x" }, { postgres: true, dynamodb: false }],
    [{ AWS_REGION: "us-west-2" }, { postgres: false, dynamodb: false }],
    [
      { DATABASE_URL: "postgres://x", AWS_REGION: "us-west-2" },
      { postgres: true, dynamodb: true },
    ],
    [{ DYNAMODB_ENDPOINT: "http://x" }, { postgres: false, dynamodb: true }],
    [
      { DATABASE_URL: "", DYNAMODB_ENDPOINT: "" },
      { postgres: false, dynamodb: false },
    ],
  ])("%o", (settings, expected) => {
    expect(namedStores(settings)).toEqual(expected);
  });
});
