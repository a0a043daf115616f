import { setTimeout } from "node:timers/promises";
import { ensureBuilt, nextArgs, serveArgs } from "@/lib/platform/start/build";
import { type Child, startChild } from "@/lib/platform/start/child";
import { choosePort } from "@/lib/platform/start/port";
import type { BenchStores } from "./throwaway-engines";

/** `next`: the built app as `npm start` serves it. `handlers`: the route handlers alone behind node:http. */
export type AppKind = "next" | "handlers";

export interface AppServer {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Starts the app in a process of its own, with the abuse limits on, behind what it takes for a trusted proxy. */
export async function startApp(
  kind: AppKind,
  stores: BenchStores,
  settings: Readonly<Record<string, string>> = {},
): Promise<AppServer> {
  const port = await choosePort({ PORT: "0" });
  const all = {
    ...stores.settings,
    STRATUM_LIMITS: "on",
    STRATUM_TRUST_PROXY: "1",
    PORT: String(port),
    NEXTAUTH_URL: `http://127.0.0.1:${port}`,
    NEXT_TELEMETRY_DISABLED: "1",
    ...settings,
  };
  if (kind === "next") await ensureBuilt(all, () => startChild("build", nextArgs("build"), all));
  const args =
    kind === "next"
      ? [...serveArgs(port), "-H", "127.0.0.1"]
      : ["--import", "tsx", "scripts/bench/serve-handlers.ts"];
  const child = startChild("web", args, all);
  await untilHealthy(port, child);
  return { port, stop: () => child.stop() };
}

async function untilHealthy(port: number, child: Child): Promise<void> {
  let hasEnded = false;
  void child.exited.then(() => {
    hasEnded = true;
  });
  while (!hasEnded) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null);
    if (answer?.ok) return;
    await setTimeout(100);
  }
  throw new Error("The app did not start.");
}
