import { describe, expect, it } from "vitest";
import { GET as getNeighborhood } from "@/app/api/neighborhood/[geohash]/route";
import { createPostgres } from "@/lib/platform/postgres";
import type { Runtime } from "@/lib/platform/runtime";
import { StreamFollower } from "@/lib/projection/follow-stream";
import { postReport, reportBody } from "../support/report-api";
import { testRuntime } from "../support/test-runtime";

const runtime = await testRuntime();

async function card(geohash: string, deps: Runtime = runtime) {
  const response = await getNeighborhood(
    new Request(`http://localhost/api/neighborhood/${geohash}`),
    { params: Promise.resolve({ geohash }) },
    deps,
  );
  return { status: response.status, body: await response.json() };
}

async function report(fields: Record<string, unknown>) {
  const response = await postReport(runtime, reportBody(fields));
  expect(response.status).toBe(201);
  return response.json();
}

async function projectAll() {
  const { sql, dynamo, log, now } = runtime;
  const follower = new StreamFollower({
    sql,
    streams: dynamo.streams,
    tableName: dynamo.tables.reports,
    log,
    now,
  });
  while ((await follower.round()).records > 0);
}

describe("score card", () => {
  it("scores one fresh report by the classic formulas and keeps a row", async () => {
    const { geohash } = await report({
      lat: 37.7752,
      lng: -122.4193,
      severity: 5,
      category: "unsafe_corner",
    });
    const { status, body } = await card(geohash);
    expect(status).toBe(200);
    expect(body.scores).toEqual({
      safety: 85,
      vibe: 50,
      infrastructure: 100,
      opportunity: 50,
      overall: 71.3,
    });
    expect(body).toMatchObject({
      geohash,
      precision: 6,
      city_id: "sf",
      model: "classic",
      report_count: 1,
      report_count_7d: 1,
      rank: { position: 1, of: 1 },
      categories: [{ category: "unsafe_corner", count: 1 }],
      explanation: [{ layer: "safety", weight: 1, effect: -15 }],
      stale: false,
    });
    expect(body.history).toHaveLength(1);
    const rows = await runtime.sql`select * from neighborhood_scores where geohash = ${geohash}`;
    expect(rows).toMatchObject([
      { safety: 85, overall: 71.3, geohash4: geohash.slice(0, 4), reportCount7d: 1 },
    ]);
  });

  it("writes one row an hour however often it is looked at", async () => {
    const { geohash } = await report({ lat: 37.7652, lng: -122.4293 });
    for (let look = 0; look < 3; look++) await card(geohash);
    const rows = await runtime.sql`select * from neighborhood_scores where geohash = ${geohash}`;
    expect(rows).toHaveLength(1);
  });

  it("tells nothing about a cell without reports instead of flattering it", async () => {
    const { body } = await card("9q9p1d");
    expect(body.scores).toEqual({
      safety: null,
      vibe: null,
      infrastructure: null,
      opportunity: null,
      overall: null,
    });
    expect(body).toMatchObject({ confidence: 0, report_count: 0, rank: null });
    expect(await runtime.sql`select 1 from neighborhood_scores where geohash = '9q9p1d'`).toHaveLength(0);
  });

  it("is the report-weighted mean of its cells at coarser precisions", async () => {
    const place = { lat: 30.2711, lng: -97.7437 };
    const first = await report({ ...place, severity: 5 });
    await report({ ...place, lng: -97.7637, severity: 1 });
    await report({ ...place, lng: -97.7637, severity: 1 });
    await projectAll();
    await card(first.geohash);
    const { body: other } = await card((await report({ ...place, lng: -97.7637, severity: 1 })).geohash);
    const { body } = await card(first.geohash.slice(0, 4));
    expect(body.report_count).toBe(4);
    expect(body.scores.safety).toBe(Math.round(((85 + 3 * other.scores.safety) / 4) * 10) / 10);
    expect(body.recent_reports).toHaveLength(4);
  });

  it("scores a 7-character cell from its own reports alone", async () => {
    const near = await report({ lat: 40.6782, lng: -73.9442, severity: 4 });
    const { body } = await card(near.geohash.slice(0, 6));
    const inside = body.recent_reports[0];
    expect(inside.id).toBe(near.id);
    const finer = await Promise.all(
      [..."0123456789bcdefghjkmnpqrstuvwxyz"].map((c) => card(near.geohash + c)),
    );
    expect(finer.map(({ body: part }) => part.report_count).toSorted()).toEqual([...Array(31).fill(0), 1]);
  });

  it("refuses what is no cell of 4 to 7 characters", async () => {
    for (const bad of ["9q8", "9q8yyk8y", "aaaaaa", "…"]) {
      const { status, body } = await card(bad);
      expect(status).toBe(422);
      expect(body.errors[0].path).toBe("geohash");
    }
  });

  it("answers with live scores while PostgreSQL is away", async () => {
    const { geohash } = await report({ lat: 37.7552, lng: -122.4393, severity: 5 });
    const sql = createPostgres({ ...runtime.env, databaseUrl: "postgres://nobody:x@127.0.0.1:9/none" });
    const { status, body } = await card(geohash, { ...runtime, sql });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      scores: { safety: 85 },
      history: null,
      rank: null,
      trend: null,
      stale: true,
    });
    expect(body.sources).toMatchObject({ aurora: null });
    const coarse = await card(geohash.slice(0, 5), { ...runtime, sql });
    expect(coarse.body).toMatchObject({ stale: true, history: null });
    expect(coarse.body.report_count).toBeGreaterThan(0);
    await sql.end();
  });
});
