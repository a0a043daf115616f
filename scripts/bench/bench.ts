/** `npm run bench`: measures Stratum beside what it could have been, on engines of its own. See `--help`. */
import { readOptions } from "./options";
import { ResultBook } from "./result-book";
import { runSections } from "./run-sections";
import { startBenchStores } from "./throwaway-engines";

const options = readOptions(process.argv.slice(2));
if (options !== null) {
  const stores = await startBenchStores();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => void stores.stop().finally(() => process.exit(1)));
  }
  try {
    await runSections(stores, options, new ResultBook(options));
  } finally {
    await stores.stop();
  }
}
