import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { findChromium } from "./tests/support/chromium";

// Playwright reads this file in its own process and again in each worker; the first to read it decides for all.
process.env.STRATUM_TEST_PORT ??= String(await freePort());
process.env.STRATUM_TEST_DATA_DIR ??= temporaryFolder();

const { STRATUM_TEST_PORT: port, STRATUM_TEST_DATA_DIR: dataDir } = process.env;
const url = `http://localhost:${port}`;

export default defineConfig({
  testDir: "tests/browser",
  outputDir: "test-results",
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: process.env.STRATUM_TEST_REPORT
    ? [["list"], ["json", { outputFile: process.env.STRATUM_TEST_REPORT }]]
    : "list",
  use: {
    baseURL: url,
    launchOptions: await findChromium(),
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  webServer: {
    command: "node scripts/start.mjs",
    url,
    timeout: 600_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    env: {
      PORT: port,
      STRATUM_DATA_DIR: dataDir,
      STRATUM_DIST_DIR: ".next-test",
      // No network in the tests: the map falls back to what the app carries.
      STRATUM_STYLE_URL: "http://127.0.0.1:9/unreachable-style.json",
    },
  },
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** A folder that goes when the process ends, which is after the server was stopped. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "stratum-browser-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
