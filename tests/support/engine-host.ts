/**
 * A process that runs engines as `npm start` does: it prints their settings as one line of JSON and then waits.
 * Arguments: the data directory. Trouble is told on standard error the way the scripts tell it.
 */
import { startEngines } from "@/lib/platform/engines/engines";
import { explain } from "@/lib/platform/with-engines";

try {
  const engines = await startEngines({
    dataDir: process.argv[2] ?? "",
    what: "the test's host",
    settings: {},
    warn: (message) => console.error(message),
  });
  console.log(JSON.stringify(engines.settings));
  process.on("SIGTERM", () => void engines.stop().then(() => process.exit(0)));
  setInterval(() => undefined, 60_000);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
