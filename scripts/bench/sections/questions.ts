import type { Sql } from "postgres";
import { readAllKeys } from "@/lib/api-keys/usage-report";
import { readCitySummary } from "@/lib/read-model/city-summary";
import { syncCities } from "@/lib/read-model/sync-cities";
import { listTrends } from "@/lib/read-model/trends";
import { explainStatements } from "../explained-statements";
import type { GrowingReadModel } from "../growing-read-model";
import { formatNumber } from "../print";
import { type Figure, figure, type SectionResult } from "../result";
import type { BenchStores } from "../throwaway-engines";

const ORGANIZATIONS = 1_000;
const KEYS_PER_ORGANIZATION = 2;

interface Question {
  readonly name: string;
  /** Tables too large to be read from end to end for one answer. */
  readonly largeTables: readonly string[];
  readonly ask: (sql: Sql) => Promise<unknown>;
}

/** The three questions that the read model has to answer with one statement each, and the indexes they use. */
export async function benchQuestions(
  { runtime: { env }, admin: sql }: BenchStores,
  model: GrowingReadModel,
): Promise<SectionResult> {
  await fillScores(sql, model.asOf);
  await fillAccounts(sql, model.asOf);
  const [scores] = await sql<{ count: number }[]>`select count(*)::int from neighborhood_scores`;
  const [usage] = await sql<{ count: number }[]>`select count(*)::int from api_usage`;
  const figures: Figure[] = [];
  for (const { name, ask, largeTables } of questions(model.asOf)) {
    const statements = await explainStatements(env.databaseUrl, ask);
    const indexes = [...new Set(statements.flatMap((each) => each.indexes))];
    const scanned = statements
      .flatMap((each) => each.scannedTables)
      .filter((table) => largeTables.includes(table));
    const ms = statements.reduce((sum, { executionMs }) => sum + executionMs, 0);
    figures.push(
      figure(`${name}: statements`, statements.length, "", { text: "1", met: statements.length === 1 }),
      figure(`${name}: time in PostgreSQL`, ms, "ms"),
      figure(`${name}: indexes`, indexes.join(", "), "", {
        text: "no large table read from end to end",
        met: indexes.length > 0 && scanned.length === 0,
      }),
    );
  }
  return {
    id: "questions",
    title: `The three questions at ${formatNumber(model.size)} reports`,
    notes: [
      `EXPLAIN (ANALYZE), with ${formatNumber(scores?.count ?? 0)} score rows, ${formatNumber(ORGANIZATIONS * KEYS_PER_ORGANIZATION)} API keys and ${formatNumber(usage?.count ?? 0)} usage rows.`,
    ],
    comparisons: [],
    figures,
  };
}

function questions(asOf: number): Question[] {
  return [
    {
      name: "average scores of San Francisco, 7 days",
      largeTables: ["neighborhood_scores", "cell_days"],
      ask: (sql) => readCitySummary(sql, { cityId: "sf", days: 7, asOf }),
    },
    {
      name: "infrastructure up 30 % in a month",
      largeTables: ["report_points"],
      ask: (sql) =>
        listTrends(sql, {
          cityId: "sf",
          layer: "infrastructure",
          days: 30,
          minChange: 0.3,
          precision: 6,
          asOf,
        }),
    },
    {
      name: "all keys, usage, subscription active",
      largeTables: ["api_usage"],
      ask: (sql) => readAllKeys({ sql, now: () => asOf }, ORGANIZATIONS * KEYS_PER_ORGANIZATION),
    },
  ];
}

/** A score row for every cell and hour of the last week and for every cell and day of the 83 days before. */
async function fillScores(sql: Sql, asOf: number): Promise<void> {
  await syncCities(sql);
  await sql`
    insert into neighborhood_scores (geohash, hour, geohash_4, city_id, safety, vibe, infrastructure, opportunity, overall,
      report_count, report_count_7d, confidence, model, calculated_at)
    select geohash, hour, left(geohash, 4), city_id, 100 * random(), 100 * random(), 100 * random(), 100 * random(),
      100 * random(), 40, 10, 0.7, 'classic', hour + interval '50 minutes'
    from (select geohash, min(city_id) as city_id from cell_days group by geohash) cells,
      (select generate_series(t - interval '7 days', t, interval '1 hour') as hour
        from (select date_trunc('hour', ${new Date(asOf)}::timestamptz) as t) now
        union
        select generate_series(t - interval '90 days', t - interval '7 days', interval '1 day')
        from (select date_trunc('hour', ${new Date(asOf)}::timestamptz) as t) now) hours
    on conflict do nothing`;
  await sql`analyze neighborhood_scores`;
}

/** Organisations with two keys each that call four endpoints on every day of the last 60. */
async function fillAccounts(sql: Sql, asOf: number): Promise<void> {
  await sql`
    insert into organizations (id, name)
    select gen_random_uuid(), 'Organisation ' || n from generate_series(1, ${ORGANIZATIONS}::int) n`;
  await sql`
    insert into api_subscriptions (id, organization_id, plan, status, current_period_start, current_period_end)
    select gen_random_uuid(), id, 'agent', 'active', ${new Date(asOf)}, ${new Date(asOf)}::timestamptz + interval '30 days'
    from organizations`;
  await sql`
    insert into api_keys (id, subscription_id, mode, name, prefix, last_four, key_hash, scopes)
    select gen_random_uuid(), id, 'live', 'key ' || n, 'sk_live_', '0000',
      sha256((id::text || n)::bytea), '{scores:read}'
    from api_subscriptions, generate_series(1, ${KEYS_PER_ORGANIZATION}::int) n`;
  await sql`
    insert into api_usage (api_key_id, subscription_id, day, endpoint, calls)
    select id, subscription_id, day, endpoint, 1 + (random() * 80)::int
    from api_keys, generate_series(${new Date(asOf)}::date - 59, ${new Date(asOf)}::date, interval '1 day') day,
      unnest(array['scores', 'trends', 'compare', 'neighborhoods']) endpoint`;
  await sql`analyze organizations, api_subscriptions, api_keys, api_usage`;
}
