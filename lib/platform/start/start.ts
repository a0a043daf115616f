import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { DataDirHeldError, findHolder } from "@/lib/platform/engines/claim";
import { EngineError } from "@/lib/platform/engines/engine";
import { type Engines, namedStores, type Settings, startEngines } from "@/lib/platform/engines/engines";
import { readEnv } from "@/lib/platform/env";
import { PROJECT_ROOT } from "@/lib/platform/project-root";
import { createRuntime } from "@/lib/platform/runtime";
import { dataDirOf, localSecrets, readSettings } from "@/lib/platform/settings";
import { closeRuntime, explain, prepareStores } from "@/lib/platform/with-engines";
import { ensureBuilt, nextArgs, serveArgs } from "./build";
import { type Child, startChild } from "./child";
import { keepChild } from "./keep-child";
import { choosePort } from "./port";
import { seedOnce } from "./seed-once";
import { watchLauncher } from "./watch-launcher";

interface StartOptions {
  /** Serve from the sources, reloading at each change, instead of building. */
  readonly dev: boolean;
}

/** What runs now and has to be stopped at the end. */
interface Running {
  readonly children: Set<Child>;
  engines: Promise<Engines> | null;
  /** Aborted when it is time to stop. */
  readonly ending: AbortController;
}

/**
 * `npm start`: engines → migrations and tables → demonstration reports, beside them the build, then the app and the
 * worker, until a signal ends it all. Resolves when everything is stopped.
 */
export async function start(options: StartOptions): Promise<void> {
  const running: Running = { children: new Set(), engines: null, ending: new AbortController() };
  listenForTheEnd(running.ending);
  try {
    await Promise.race([run(options, running), untilAborted(running.ending.signal)]);
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
  const wasAsked = running.ending.signal.aborted;
  running.ending.abort();
  await stopAll(running);
  if (wasAsked) say("stopped.");
}

async function run({ dev }: StartOptions, running: Running): Promise<void> {
  const own = readSettings();
  const dataDir = dataDirOf(own);
  const holder = await findHolder(dataDir);
  if (holder !== null) throw new DataDirHeldError(holder);
  const port = await choosePort(own);
  const url = `http://localhost:${port}`;
  const common: Settings = {
    ...own,
    NODE_ENV: dev ? "development" : "production",
    PORT: String(port),
    NEXTAUTH_URL: own.NEXTAUTH_URL || url,
    NEXT_TELEMETRY_DISABLED: "1",
    STRATUM_DATA_DIR: dataDir,
  };
  const runNode = (label: string, args: readonly string[], settings: Settings) => {
    running.ending.signal.throwIfAborted();
    const child = startChild(label, args, settings);
    running.children.add(child);
    void child.exited.finally(() => running.children.delete(child));
    return child;
  };

  const opened = openStores(dataDir, url, common, running);
  const filled = opened.then(async (settings) => {
    const worker = join(PROJECT_ROOT, "scripts", "worker.ts");
    if (existsSync(worker)) {
      const startWorker = () => runNode("worker", ["--import", "tsx", worker], settings);
      void keepChild("the worker", startWorker, running.ending.signal);
    }
    await seedOnce(dataDir, own, (script) => runNode("seed", ["--import", "tsx", script], settings));
  });
  const built = dev ? null : ensureBuilt(common, () => runNode("build", nextArgs("build"), common));
  const served = Promise.all([opened, built]).then(async ([settings]) => {
    const serve = dev ? nextArgs("dev", "-p", String(port)) : serveArgs(port);
    const startWeb = () => runNode("web", serve, settings);
    const web = startWeb();
    await untilFirstPage(port, web);
    return { web, startWeb };
  });
  const [{ web, startWeb }] = await Promise.all([served, filled]);

  console.log(`\nStratum is ready: ${url}\n(Ctrl-C stops it)\n`);
  await web.exited;
  if (!running.ending.signal.aborted) await keepChild("the app", startWeb, running.ending.signal);
}

/** Starts the engines that are needed and brings both stores into shape; answers the settings that name them. */
async function openStores(
  dataDir: string,
  url: string,
  common: Settings,
  running: Running,
): Promise<Settings> {
  const named = namedStores(common);
  running.engines = startEngines({ dataDir, what: "npm start", url, settings: common, warn: say });
  const { settings: found } = await running.engines;
  const secrets = named.postgres && named.dynamodb ? {} : await localSecrets(dataDir, common);
  const settings = { ...common, ...secrets, ...found };
  const runtime = createRuntime(readEnv(settings));
  try {
    await prepareStores(runtime);
  } finally {
    await closeRuntime(runtime);
  }
  say(`reports in ${named.dynamodb ? "the DynamoDB of the settings" : `${dataDir} (DynamoDB engine)`}`);
  say(`map and scores in ${named.postgres ? "the PostgreSQL of the settings" : `${dataDir} (PostgreSQL)`}`);
  return settings;
}

async function untilFirstPage(port: number, web: Child): Promise<void> {
  let gone = false;
  void web.exited.then(() => {
    gone = true;
  });
  while (!gone) {
    const page = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(60_000) }).catch(
      () => null,
    );
    if (page !== null && !gone) {
      await page.body?.cancel();
      if (!page.ok) say(`the first page answers ${page.status}; the lines marked "web" say why.`);
      return;
    }
    await setTimeout(50);
  }
  throw new EngineError('The app did not start; the lines marked "web" say why.');
}

function listenForTheEnd(ending: AbortController): void {
  let askedAt = 0;
  const end = () => {
    // Ctrl-C under npm arrives twice at once; a person's second one means "now".
    if (ending.signal.aborted && Date.now() - askedAt > 1_000) process.exit(1);
    if (ending.signal.aborted) return;
    askedAt = Date.now();
    say("stopping.");
    ending.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
  void watchLauncher(end);
  // A terminal that went away must not keep us from stopping in order.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** First what uses the engines, then the engines. */
async function stopAll({ children, engines }: Running): Promise<void> {
  await Promise.all([...children].map((child) => child.stop()));
  await (await engines?.catch(() => null))?.stop();
}

function say(text: string): void {
  console.log(`Stratum: ${text}`);
}
