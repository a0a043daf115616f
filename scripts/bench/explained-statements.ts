import postgres, { type ParameterOrJSON, type Sql } from "postgres";
import { z } from "zod";

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string | undefined;
  readonly "Index Name"?: string | undefined;
  readonly Plans?: readonly PlanNode[] | undefined;
}

const planNode: z.ZodType<PlanNode> = z.object({
  "Node Type": z.string(),
  "Relation Name": z.string().optional(),
  "Index Name": z.string().optional(),
  get Plans() {
    return z.array(planNode).optional();
  },
});

const explained = z.tuple([z.object({ Plan: planNode, "Execution Time": z.number() })]);

/** How PostgreSQL ran one statement. */
export interface ExplainedStatement {
  readonly text: string;
  readonly executionMs: number;
  /** Indexes read, each once. */
  readonly indexes: readonly string[];
  /** Tables read from end to end. */
  readonly scannedTables: readonly string[];
}

/** Runs `work` and then EXPLAIN (ANALYZE) of each statement that it sent, with the same parameters. */
export async function explainStatements(
  databaseUrl: string,
  work: (sql: Sql) => Promise<unknown>,
): Promise<ExplainedStatement[]> {
  const sent: { text: string; parameters: ParameterOrJSON<never>[] }[] = [];
  const sql = postgres(databaseUrl, {
    max: 1,
    transform: { column: postgres.camel.column },
    debug: (_connection, text, parameters) => sent.push({ text, parameters: [...parameters] }),
  });
  try {
    // The driver asks each new connection for its types.
    await sql`select 1`;
    sent.length = 0;
    await work(sql);
    const statements = sent.splice(0);
    const results: ExplainedStatement[] = [];
    for (const { text, parameters } of statements) {
      const rows = await sql.unsafe(`explain (analyze, format json) ${text}`, parameters);
      const [{ Plan, "Execution Time": executionMs }] = explained.parse(Object.values(rows[0] ?? {})[0]);
      const nodes = flatten(Plan);
      results.push({
        text,
        executionMs,
        indexes: [...new Set(nodes.flatMap((node) => node["Index Name"] ?? []))],
        scannedTables: nodes.flatMap((node) =>
          node["Node Type"] === "Seq Scan" ? (node["Relation Name"] ?? []) : [],
        ),
      });
    }
    return results;
  } finally {
    await sql.end();
  }
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}
