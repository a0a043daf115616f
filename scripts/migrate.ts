/** `npm run migrate`: brings the stores that the settings name to the shape this version needs. */
import { prepareStores, runScript } from "@/lib/platform/with-engines";

await runScript(async (runtime) => {
  await prepareStores(runtime);
  console.log("The database and the tables are up to date.");
});
