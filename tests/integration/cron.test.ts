import { expect, it } from "vitest";
import { GET, POST } from "@/app/api/cron/score/route";
import { scoreDueCells } from "@/lib/neighborhoods/score-pass";
import { project } from "@/lib/projection/project";
import { randomChanges } from "../support/random-changes";
import { testRuntime } from "../support/test-runtime";

const SECRET = "a-secret-of-the-scheduler";
const runtime = await testRuntime({ STRATUM_CRON_SECRET: SECRET });
const { sql } = runtime;

function call(authorization: string | null, deps = runtime) {
  const headers = new Headers(authorization === null ? [] : [["authorization", authorization]]);
  const request = new Request("http://localhost/api/cron/score", { method: "POST", headers });
  return POST(request, { params: Promise.resolve({}) }, deps);
}

it("lets nobody in without the secret, and does not exist where none is set", async () => {
  expect((await call(null)).status).toBe(401);
  expect((await call("Bearer wrong")).status).toBe(401);
  expect((await call(`Bearer ${SECRET}x`)).status).toBe(401);
  const without = { ...runtime, env: { ...runtime.env, cronSecret: null } };
  expect((await call(`Bearer ${SECRET}`, without)).status).toBe(404);
});

it("scores every cell that is due, and each again when the next age weight changes", async () => {
  const now = Date.now();
  await project(sql, randomChanges(400, now), { asOf: now });
  const response = await GET(
    new Request("http://localhost/api/cron/score", { headers: { authorization: `Bearer ${SECRET}` } }),
    { params: Promise.resolve({}) },
    runtime,
  );
  expect(await response.json()).toMatchObject({ more: false });
  const [due] = await sql`select count(*)::int as count from score_queue where due_at <= now()`;
  expect(due?.count).toBe(0);
  const [cells] = await sql`
    select count(distinct left(geohash_8, 6))::int as live from report_points where live and window_state < 4`;
  const [scored] = await sql`
    select count(*)::int as scored from neighborhood_latest where report_count > 0`;
  expect(scored?.scored).toBe(cells?.live);
  const [waiting] = await sql`select count(*)::int as count from score_queue where due_at > now()`;
  expect(waiting?.count).toBe(cells?.live);
});

it("takes fewer cells at a time where they are dense, and each of them in the end", async () => {
  const dense = ["u33db0", "u33db1", "u33db2", "u33db3", "u33db4"];
  const due = async () => {
    const rows = await sql<{ geohash: string }[]>`
      select geohash from score_queue where due_at <= now() order by geohash`;
    return rows.map(({ geohash }) => geohash);
  };
  await sql`
    insert into map_cells (time_window, precision, geohash, tile_key, count, safety, vibe, infrastructure, opportunity,
      safety_severity, vibe_severity, infrastructure_severity, opportunity_severity, lon_sum, lat_sum)
    select 3, 6, geohash, 0, 6000, 6000, 0, 0, 0, 0, 0, 0, 0, 0, 0 from unnest(${dense}::text[]) as geohash`;
  await sql`
    insert into score_queue (geohash, due_at) select geohash, now() - interval '1 minute' from unnest(${dense}::text[]) as geohash`;

  expect(await scoreDueCells(runtime)).toBe(true);
  expect(await due()).toEqual(dense.slice(2));
  expect(await scoreDueCells(runtime)).toBe(true);
  expect(await scoreDueCells(runtime)).toBe(false);
  expect(await due()).toEqual([]);
});
