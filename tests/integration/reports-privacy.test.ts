import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limiterFlushed } from "@/lib/abuse/limiter";
import { LIMITS } from "@/lib/abuse/limits";
import { PROJECT_ROOT } from "@/lib/platform/project-root";
import { createRuntime } from "@/lib/platform/runtime";
import { StreamFollower } from "@/lib/projection/follow-stream";
import { scanTable } from "../support/count-items";
import {
  confirm,
  deleteReport,
  flag,
  getReport,
  postMessage,
  postPhoto,
  postReport,
  reportBody,
} from "../support/report-api";
import { testRuntime } from "../support/test-runtime";

const dataDir = await mkdtemp(join(tmpdir(), "stratum-privacy-"));
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const logged: string[] = [];
const memory = new Writable({
  write(chunk, _, done) {
    logged.push(String(chunk));
    done();
  },
});
const settings = { STRATUM_TRUST_PROXY: "1", STRATUM_DATA_DIR: dataDir };
const runtime = { ...(await testRuntime(settings)), log: pino({ level: "trace" }, memory) };

const ADDRESSES = ["203.0.113.77", "2001:db8:4711:42:1::77", "198.51.100.250"];
const NETWORKS = ["203.0.113.77", "2001:db8:4711:42::/64", "198.51.100.250"];
const DEVICES = ["secret-device-alpha-1", "secret-device-beta-22", "secret-device-gamma-333"];

/** What a phone sends along; `n` picks the phone. */
function phone(n: number): Record<string, string> {
  return {
    "x-forwarded-for": ADDRESSES[n % ADDRESSES.length] ?? "",
    "x-device-id": DEVICES[n % DEVICES.length] ?? "",
    "user-agent": "PeculiarBrowser/7.7.7",
    cookie: "crumbs=peculiar-cookie",
  };
}

beforeAll(async () => {
  const heic = await readFile(join(PROJECT_ROOT, "tests/fixtures/photo-with-exif.heic"));
  for (let n = 0; n < 24; n++) {
    const body = reportBody({
      lat: 37.7 + n * 0.01,
      note: n % 4 === 0 ? "call 415-555-0132" : "a dark corner",
    });
    await postReport(runtime, body, phone(n));
    await postReport(runtime, { ...body, severity: 9 }, phone(n));
    await confirm(runtime, body.id, { kind: "still_there" }, phone(n + 1));
    await flag(runtime, body.id, { reason: "spam" }, phone(n + 2));
    await postMessage(runtime, body.id, { text: "still there today" }, phone(n));
    if (n % 6 === 1) await postPhoto(runtime, body.id, heic, phone(n));
    if (n % 5 === 0) await deleteReport(runtime, body.id, phone(n));
    await getReport(runtime, body.id);
  }
  const { id: _, ...withoutDevice } = reportBody();
  await postReport(runtime, withoutDevice, { "x-forwarded-for": ADDRESSES[0] ?? "" });
  for (let n = 0; n < LIMITS.report.device.perHour; n++) await postReport(runtime, reportBody(), phone(0));
  await limiterFlushed();
  await breakdown();
  const { sql, dynamo, log, now } = runtime;
  const follower = new StreamFollower({
    sql,
    streams: dynamo.streams,
    tableName: dynamo.tables.reports,
    log,
    now,
  });
  while ((await follower.round()).records > 0);
}, 120_000);

/** Requests that fail with 503 and 500, because those are logged. */
async function breakdown(): Promise<void> {
  const away = {
    ...createRuntime({ ...runtime.env, dynamodbEndpoint: "http://127.0.0.1:1" }),
    log: runtime.log,
  };
  expect((await postReport(away, reportBody(), phone(1))).status).toBe(503);
  const broken = {
    ...runtime,
    dynamo: { ...runtime.dynamo, tables: { reports: "no-such-table", activity: "no-such-table" } },
  };
  expect((await postReport(broken, reportBody(), phone(1))).status).toBe(500);
}

async function everything(): Promise<string> {
  const { sql } = runtime;
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const rows = await Promise.all(tables.map(({ name }) => sql`select * from ${sql(name)}`));
  const photos = await readdir(join(dataDir, "photos"));
  const files = await Promise.all(photos.map((name) => readFile(join(dataDir, "photos", name), "latin1")));
  const items = [...(await scanTable(runtime, "reports")), ...(await scanTable(runtime, "activity"))];
  return [JSON.stringify(items), JSON.stringify(rows), ...files, ...logged].join("\n");
}

/** A value as it is, and in the disguises it could be found in without knowing any secret. */
function disguises(value: string): string[] {
  const hashes = ["sha256", "sha1", "md5"].flatMap((algorithm) =>
    (["hex", "base64", "base64url"] as const).map((encoding) =>
      createHash(algorithm).update(value).digest(encoding),
    ),
  );
  const bytes = Buffer.from(value);
  return [value, bytes.toString("hex"), bytes.toString("base64"), bytes.toString("base64url"), ...hashes];
}

describe("a dump of both stores, the photos and the logs after a full run", () => {
  test("holds what it should, so that the search means something", async () => {
    const dump = await everything();
    for (const sign of [
      "a dark corner",
      "still_there",
      "limit#",
      "marks#",
      "answered 500",
      "answered 503",
      "WEBP",
      "9q8yyk",
    ]) {
      expect(dump).toContain(sign);
    }
  });

  test.each([...ADDRESSES, ...NETWORKS, ...DEVICES])("does not hold %s, plain or hashed", async (secret) => {
    const dump = await everything();
    for (const form of disguises(secret)) expect(dump).not.toContain(form);
  });

  test("holds nothing else of the request, and no metadata of an image", async () => {
    const dump = await everything();
    for (const trace of ["PeculiarBrowser", "peculiar-cookie", "SecretPhone", "taken at home"]) {
      expect(dump).not.toContain(trace);
    }
  });

  test("does not tell that two reports came from the same device or network", async () => {
    const items = await scanTable(runtime, "reports");
    const authors = items.map(({ author }) => author).filter((author) => author !== undefined);
    expect(authors.length).toBeGreaterThan(50);
    expect(new Set(authors).size).toBe(authors.length);
    expect(new Set(items.map(({ geohash }) => geohash)).size).toBeGreaterThan(10);
    const cells = new Map<unknown, Set<unknown>>();
    for (const { source, geohash } of items) cells.set(source, (cells.get(source) ?? new Set()).add(geohash));
    for (const geohashes of cells.values()) expect(geohashes.size).toBe(1);
  });
});
