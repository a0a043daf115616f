/** `npm run project:verify`: counts the read model again and prints each row that differs. Changes nothing. */
import { runScript } from "@/lib/platform/with-engines";
import { verifyProjection } from "@/lib/projection/recount";
import { scanReports } from "@/lib/reports/scan-reports";
import { printProgress, tellDifferences } from "./projection-output";

await runScript(async ({ sql, dynamo, now }) => {
  const reports = scanReports({ dynamo });
  const { reports: count, differences } = await verifyProjection({
    sql,
    reports,
    now,
    onProgress: printProgress,
  });
  if (differences.length === 0) {
    console.log(`The read model agrees with all ${count} reports.`);
    return;
  }
  console.log(`${differences.length} rows differ from a recount of ${count} reports:`);
  tellDifferences(differences);
  console.log("npm run project:rebuild puts them right.");
  process.exitCode = 1;
});
