/** `npm run project:rebuild`: counts the read model again from the reports table and puts right what differs. */
import { runScript } from "@/lib/platform/with-engines";
import { rebuildProjection } from "@/lib/projection/recount";
import { scanReports } from "@/lib/reports/scan-reports";
import { printProgress, tellDifferences } from "./projection-output";

await runScript(async ({ sql, dynamo, now }) => {
  const reports = scanReports({ dynamo });
  const recount = await rebuildProjection({ sql, reports, now, onProgress: printProgress });
  console.log(`Counted ${recount.reports} reports again; ${recount.differences.length} rows were put right.`);
  tellDifferences(recount.differences);
});
