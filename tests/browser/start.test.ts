import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { enginePids, isAlive } from "../support/engine-pids";
import { endApp, type StartedApp, startApp } from "../support/start-app";

let dataDir = "";
const apps: StartedApp[] = [];

test.setTimeout(240_000);

test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "stratum-start-"));
});

test.afterEach(async () => {
  for (const app of apps.splice(0)) await endApp(app);
  await rm(dataDir, { recursive: true, force: true });
});

async function start(settings: Record<string, string> = {}): Promise<StartedApp> {
  const app = await startApp(dataDir, settings);
  apps.push(app);
  return app;
}

/** Posts until told to stop or refused; answers the ids that were acknowledged. */
async function postReports({ url }: StartedApp, acknowledged: string[]): Promise<void> {
  for (;;) {
    const id = uuidv7();
    const body = {
      id,
      lat: 37.7599,
      lng: -122.4148,
      layer: "infrastructure",
      category: "pothole",
      severity: 3,
    };
    const response = await fetch(`${url}/api/reports`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
    acknowledged.push(id);
  }
}

test("every report that was acknowledged before everything was killed is there after the next start", async () => {
  const first = await start({ STRATUM_LIMITS: "off" });
  const engines = Object.values(await enginePids(dataDir));
  const acknowledged: string[] = [];
  const posting = Promise.allSettled(Array.from({ length: 4 }, () => postReports(first, acknowledged)));
  await expect.poll(() => acknowledged.length, { timeout: 60_000 }).toBeGreaterThan(150);
  for (const pid of engines) process.kill(pid, "SIGKILL");
  await endApp(first, "SIGKILL");
  await posting;

  const second = await start({ STRATUM_LIMITS: "off" });
  const statuses = await Promise.all(
    acknowledged.map(async (id) => (await fetch(`${second.url}/api/reports/${id}`)).status),
  );
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
});

test("a second start in the same data directory says where the first one is", async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(
    new RegExp(`already running here: ${first.url} \\(process ${first.child.pid}\\)`),
  );
});

test("a port that is taken is one message that names it", async () => {
  const first = await start();
  const { port } = new URL(first.url);
  const other = await mkdtemp(join(tmpdir(), "stratum-start-"));
  const failure = startApp(other, { PORT: port });
  await expect(failure).rejects.toThrow(`Port ${port} is taken`);
  await rm(other, { recursive: true, force: true });
});

test("a wrong setting is one message that names it, without a stack trace", async () => {
  const failure = startApp(dataDir, { STRATUM_LIMITS: "maybe" });
  await expect(failure).rejects.toThrow(/STRATUM_LIMITS: must be on or off/);
  await expect(failure).rejects.not.toThrow(/\n\s+at /);
});

test("with both stores named in the settings no engine starts", async () => {
  const first = await start();
  const named = JSON.parse(await readFile(join(dataDir, "engines.json"), "utf8"));
  const other = await mkdtemp(join(tmpdir(), "stratum-start-"));
  const secret = "the-secret-of-the-tests-is-no-secret";
  const second = await startApp(other, { ...named, STRATUM_SECRET: secret, NEXTAUTH_SECRET: secret });
  apps.push(second);
  expect(second.url).not.toBe(first.url);
  expect((await fetch(`${second.url}/api/ready`)).status).toBe(200);
  expect((await readdir(other)).sort()).toEqual(["claim.json", "engines.json"]);
  await endApp(second);
  await rm(other, { recursive: true, force: true });
});

test("being told to stop ends the app and its engines", async () => {
  const app = await start();
  const pids = Object.values(await enginePids(dataDir));
  await endApp(app);
  await expect(fetch(app.url)).rejects.toThrow();
  expect(pids.filter(isAlive)).toEqual([]);
});
