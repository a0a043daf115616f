import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { PROJECT_ROOT } from "@/lib/platform/project-root";

/** How to launch the browser of the tests: what Playwright's `launchOptions` need. */
export interface ChromiumLaunch {
  readonly executablePath: string;
  readonly args: string[];
  readonly env?: Record<string, string>;
}

/** WebGL in software, and none of the browser's own conversations with the outside. */
const ARGS = [
  "--no-sandbox",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/**
 * The browser that STRATUM_CHROMIUM names, else an installed Chrome or Chromium, else the one that comes with the
 * packages (Linux x64).
 *
 * @throws Error that says what to install when there is none
 */
export async function findChromium(): Promise<ChromiumLaunch> {
  const installed = process.env.STRATUM_CHROMIUM ?? candidates().find((path) => existsSync(path));
  if (installed !== undefined) return { executablePath: installed, args: ARGS };
  if (process.platform === "linux" && process.arch === "x64") return unpackedChromium();
  throw new Error("The browser tests need Chrome or Chromium. Install one, or name it in STRATUM_CHROMIUM.");
}

function candidates(): string[] {
  const { PATH = "", PROGRAMFILES = "", LOCALAPPDATA = "" } = process.env;
  if (process.platform === "darwin") {
    return ["Google Chrome", "Chromium"].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === "win32") {
    return [PROGRAMFILES, LOCALAPPDATA].map((home) => join(home, "Google/Chrome/Application/chrome.exe"));
  }
  const names = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser"];
  return names.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name)));
}

async function unpackedChromium(): Promise<ChromiumLaunch> {
  const folder = join(PROJECT_ROOT, "node_modules", ".cache", "stratum-chromium");
  const executablePath = join(folder, "chromium");
  if (!existsSync(executablePath)) await unpack(folder);
  const base = definedEnvironment();
  if (!existsSync("/etc/fonts/fonts.conf")) base.FONTCONFIG_PATH = join(folder, "fonts");
  // The libraries that come with it are for machines that lack their own.
  const libraries = { LD_LIBRARY_PATH: join(folder, "al2023", "lib") };
  for (const own of [{}, libraries]) {
    const env = { ...base, ...own };
    const probe = spawnSync(executablePath, ["--version"], { env: { ...env, NODE_ENV: "test" } });
    if (probe.status === 0) return { executablePath, args: ARGS, env };
  }
  throw new Error(
    `${executablePath} does not run here. Install Chrome or Chromium, or name one in STRATUM_CHROMIUM.`,
  );
}

/** The package unpacks into the temporary folder, where leftovers of other versions would break it: give it its own. */
async function unpack(folder: string): Promise<void> {
  const workshop = `${folder}.${process.pid}`;
  await mkdir(workshop, { recursive: true });
  const { TMPDIR, AWS_LAMBDA_JS_RUNTIME, LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
  // The second makes it unpack its libraries too.
  Object.assign(process.env, { TMPDIR: workshop, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x" });
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    await chromium.executablePath();
    await rm(folder, { recursive: true, force: true });
    await rename(workshop, folder);
  } finally {
    for (const [name, value] of Object.entries({
      TMPDIR,
      AWS_LAMBDA_JS_RUNTIME,
      LD_LIBRARY_PATH,
      FONTCONFIG_PATH,
    })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await rm(workshop, { recursive: true, force: true });
  }
}

function definedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}
