import { setTimeout as sleep } from "node:timers/promises";
import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { createPostgres } from "@/lib/platform/postgres";
import { StreamFollower } from "@/lib/projection/follow-stream";
import { project, prunePoints } from "@/lib/projection/project";
import { projectHistory } from "@/lib/projection/project-history";
import { rebuildProjection, verifyProjection } from "@/lib/projection/recount";
import { changesOf } from "@/lib/projection/stream-records";
import { runWorker } from "@/lib/projection/worker";
import { reportKey } from "@/lib/reports/keys";
import { newReportId } from "@/lib/reports/report-id";
import { reportSchema } from "@/lib/reports/report-schema";
import { scanReports } from "@/lib/reports/scan-reports";
import { submitReport } from "@/lib/reports/submit-report";
import { reportBody } from "../support/report-api";
import { tcpGate } from "../support/tcp-gate";
import { testRuntime } from "../support/test-runtime";

const runtime = await testRuntime();
const { sql, dynamo, log, now } = runtime;
const DAY_MS = 24 * 3600 * 1000;

const follower = () =>
  new StreamFollower({ sql, streams: dynamo.streams, tableName: dynamo.tables.reports, log, now });

async function catchUp(reader = follower()) {
  while ((await reader.round()).records > 0);
}

async function submit(ageMs = 0, fields: Record<string, unknown> = {}) {
  const input = reportSchema.parse(reportBody({ id: newReportId(now() - ageMs), ...fields }));
  return (await submitReport({ dynamo, now }, input, { clockWindow: false })).report;
}

const recountDeps = () => ({ sql, reports: scanReports({ dynamo }), now });
const liveCount = async () => {
  const [row] = await sql<{ count: number }[]>`
    select coalesce(sum(count), 0)::int as count from map_cells where time_window = 3 and precision = 2`;
  return row?.count;
};

describe("stream", () => {
  it("is followed from the last checkpoint, each report counted once", async () => {
    for (let i = 0; i < 20; i++) await submit(i * DAY_MS);
    await catchUp();
    expect(await liveCount()).toBe(20);
    for (let i = 0; i < 5; i++) await submit();
    await catchUp();
    expect(await liveCount()).toBe(25);
    await sql`delete from projection_checkpoints`;
    await catchUp();
    expect(await liveCount()).toBe(25);
    expect(await verifyProjection(recountDeps())).toEqual({ reports: 25, differences: [] });
  });

  it("takes a deleted report out of the map for good, replays included", async () => {
    const report = await submit();
    await catchUp();
    const before = await liveCount();
    await dynamo.documents.send(
      new DeleteCommand({ TableName: dynamo.tables.reports, Key: reportKey(report.geohash, report.id) }),
    );
    await catchUp();
    expect(await liveCount()).toBe((before ?? 0) - 1);
    await sql`delete from projection_checkpoints`;
    await catchUp();
    expect(await liveCount()).toBe((before ?? 0) - 1);
  });

  it("keeps a report in the history when its time to live removes it", () => {
    const image = { geohash: { S: "9q8yyk" } };
    const records = [
      {
        eventName: "REMOVE" as const,
        userIdentity: { Type: "Service", PrincipalId: "dynamodb.amazonaws.com" },
        dynamodb: { OldImage: image },
      },
    ];
    expect(changesOf(records)).toEqual([]);
  });

  it("is found again by the worker after PostgreSQL was away", async () => {
    const stop = new AbortController();
    const before = (await liveCount()) ?? 0;
    const address = new URL(runtime.env.databaseUrl);
    const gate = await tcpGate(Number(address.port));
    address.port = String(gate.port);
    const gated = createPostgres({ ...runtime.env, databaseUrl: address.href });
    gate.close();
    const worker = runWorker({ ...runtime, sql: gated }, stop.signal);
    await submit();
    await sleep(600);
    expect(await liveCount()).toBe(before);
    gate.open();
    await expect.poll(liveCount, { timeout: 15_000 }).toBe(before + 1);
    stop.abort();
    await worker;
    await gated.end({ timeout: 1 });
    await gate.end();
  });
});

describe("recount", () => {
  it("names each row that differs and a rebuild puts them right", async () => {
    await submit();
    await catchUp();
    await sql`update map_cells set count = count + 3 where time_window = 3 and precision = 4`;
    await sql`delete from cell_days where day > now() - interval '1 day'`;
    const { differences } = await verifyProjection(recountDeps());
    expect(new Set(differences.map(({ table }) => table))).toEqual(new Set(["map_cells", "cell_days"]));
    await rebuildProjection(recountDeps());
    expect((await verifyProjection(recountDeps())).differences).toEqual([]);
  });

  it("fills an empty read model from the table alone", async () => {
    const before = await liveCount();
    await sql`truncate report_points, map_cells, map_category_cells, cell_days`;
    await rebuildProjection(recountDeps());
    expect(await liveCount()).toBe(before);
  });

  it("keeps the history of reports that have left the table", async () => {
    const old = await submit(89 * DAY_MS);
    await catchUp();
    await dynamo.documents.send(
      new DeleteCommand({ TableName: dynamo.tables.reports, Key: reportKey(old.geohash, old.id) }),
    );
    const later = () => now() + 2 * DAY_MS;
    await rebuildProjection({ ...recountDeps(), now: later });
    const day = new Date(old.createdAt).toISOString().slice(0, 10);
    expect(await sql`select reports from cell_days where day = ${day}`).toMatchObject([{ reports: 1 }]);
    await prunePoints(sql, now() + 3 * DAY_MS);
    await rebuildProjection({ ...recountDeps(), now: () => now() + 3 * DAY_MS });
    expect(await sql`select reports from cell_days where day = ${day}`).toMatchObject([{ reports: 1 }]);
    await project(sql, [], { asOf: now() });
  });
});

describe("imported history", () => {
  it("is added once however often it comes", async () => {
    const rows = [1, 2, 3].map((n) => ({
      id: newReportId(now() - (200 + n) * DAY_MS),
      geohash: "9q8yyk",
      cityId: "sf",
      layer: "vibe",
      category: "litter",
      severity: n,
      createdAt: Date.UTC(2025, 0, 1 + n),
    }));
    expect(await projectHistory(sql, rows)).toBe(3);
    expect(await projectHistory(sql, rows)).toBe(0);
    const [sum] =
      await sql`select sum(reports)::int as reports, sum(severity_sum)::int as severity from cell_days where imported`;
    expect(sum).toEqual({ reports: 3, severity: 6 });
  });
});
