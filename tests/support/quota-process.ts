import { appendFileSync } from "node:fs";
import postgres from "postgres";
import { createQuotaMeter } from "@/lib/api-keys/quota-meter";

/**
 * One process of the quota test: `DATABASE_URL SUBSCRIPTION LIMIT CALLS FILE`. Charges all calls at once and appends
 * one byte per served call to the file, which survives a kill.
 */
const [url = "", subscriptionId = "", limit = "0", calls = "0", file = ""] = process.argv.slice(2);
const sql = postgres(url, { max: 4, transform: { column: postgres.camel.column } });
const meter = createQuotaMeter(sql, Date.now);

await Promise.all(
  Array.from({ length: Number(calls) }, async (_, index) => {
    await new Promise((resolve) => setTimeout(resolve, index % 400));
    const { served } = await meter.charge({ subscriptionId, mode: "live", limit: Number(limit) });
    if (served) appendFileSync(file, ".");
  }),
);
await meter.close();
await sql.end();
