/**
 * `npm run seed -- [--seed N] [--count N] [--city id]`: demonstration reports of the last 90 days, and the demo account.
 */
import { parseArgs } from "node:util";
import { seedDemoAccount } from "@/lib/accounts/demo-account";
import { CITIES, findCity } from "@/lib/cities/cities";
import { runScript } from "@/lib/platform/with-engines";
import { showProgress } from "../support/progress";
import { DEFAULT_COUNT, DEFAULT_SEED } from "./plan-reports";
import { seedReports } from "./seed-reports";

const USAGE = `Usage: npm run seed -- [--seed N] [--count N] [--city id]

  --seed   another number gives other reports (default ${DEFAULT_SEED})
  --count  at least so many reports, over 90 days (default ${DEFAULT_COUNT})
  --city   one of ${CITIES.map(({ id }) => id).join(", ")} (default: all of them)

The same seed gives the same reports: running it again adds only what has happened since.`;

const options = readOptions();
if (options === null) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  await runScript(async (runtime) => {
    const startedAt = Date.now();
    const progress = showProgress("reports");
    const onProgress = ({ done, total }: { done: number; total: number }) => progress.update(done, total);
    const { created, alreadyThere } = await seedReports(runtime, { ...options, onProgress }).finally(
      progress.stop,
    );
    await seedDemoAccount(runtime, { cityIds: CITIES.map(({ id }) => id) });
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    const names = options.cities.map(({ name }) => name).join(", ");
    console.log(
      `${created.toLocaleString("en-US")} demonstration reports added in ${names} (${seconds} s), ${alreadyThere.toLocaleString("en-US")} were there already.`,
    );
  });
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { seed: { type: "string" }, count: { type: "string" }, city: { type: "string" } },
    });
    const seed = Number(values.seed ?? DEFAULT_SEED);
    const count = Number(values.count ?? DEFAULT_COUNT);
    const cities =
      values.city === undefined ? CITIES : [findCity(values.city)].filter((city) => city !== null);
    const valid = Number.isSafeInteger(seed) && Number.isSafeInteger(count) && count > 0 && cities.length > 0;
    return valid ? { seed, count, cities } : null;
  } catch {
    return null;
  }
}
