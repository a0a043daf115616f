import { existsSync } from "node:fs";
import { join } from "node:path";
import { namedStores, type Settings } from "@/lib/platform/engines/engines";
import { writePrivate } from "@/lib/platform/engines/secret";
import { PROJECT_ROOT } from "@/lib/platform/project-root";
import type { Child } from "./child";

/**
 * Fills new embedded stores with demonstration reports, once. Stores that the settings name are somebody's own and
 * are filled only when STRATUM_SEED=1 asks for it.
 */
export async function seedOnce(
  dataDir: string,
  own: Settings,
  startSeed: (script: string) => Child,
): Promise<void> {
  const marker = join(dataDir, "seeded");
  const script = join(PROJECT_ROOT, "scripts", "seed", "seed.ts");
  const named = namedStores(own);
  const wanted = own.STRATUM_SEED === "1" || (own.STRATUM_SEED !== "0" && !named.postgres && !named.dynamodb);
  if (!wanted || existsSync(marker) || !existsSync(script)) return;
  const code = await startSeed(script).exited;
  if (code === 0) await writePrivate(marker, `${new Date().toISOString()}\n`);
  else if (code !== null) {
    console.log("Stratum: the demonstration reports are not all there; the next start tries again.");
  }
}
