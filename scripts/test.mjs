// `npm test`: checks, unit tests, integration tests on the real engines, browser tests on the built app. One part
// alone: `npm test -- unit` (check, unit, integration, browser).
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runChecks } from "./check.mjs";
import { demandNode, ensureInstalled } from "./install.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

demandNode();
await ensureInstalled();
const reports = mkdtempSync(join(tmpdir(), "stratum-reports-"));
process.on("exit", () => rmSync(reports, { recursive: true, force: true }));

const PARTS = {
  check: runChecks,
  unit: () => vitest("unit"),
  integration: () => vitest("integration"),
  browser: playwright,
};
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in PARTS));
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}"; there are ${Object.keys(PARTS).join(", ")}.`);
  process.exit(2);
}

let passed = 0;
let failed = 0;
for (const [name, run] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n=== ${name}`);
  const startedAt = Date.now();
  const result = run();
  passed += result.passed;
  failed += result.failed;
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(`\n=== ${name}: ${result.passed} passed, ${result.failed} failed in ${seconds} s`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function vitest(project) {
  const report = join(reports, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const status = node("vitest/vitest.mjs", ["run", "--project", project, ...reporters]);
  return tally(status, report, ({ numPassedTests, numTotalTests, testResults }) => ({
    passed: numPassedTests,
    // A file that cannot be loaded has no tests to fail, and one that is skipped does not count as passed.
    failed:
      numTotalTests -
      numPassedTests +
      testResults.filter(
        ({ status: file, assertionResults }) => file === "failed" && assertionResults.length === 0,
      ).length,
  }));
}

function playwright() {
  if (!existsSync(join(ROOT, "tests", "browser"))) return { passed: 0, failed: 0 };
  const report = join(reports, "browser.json");
  const status = node("@playwright/test/cli.js", ["test"], { STRATUM_TEST_REPORT: report });
  return tally(status, report, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped,
  }));
}

/** A run that failed before it could report counts as one failure. */
function tally(status, report, read) {
  const counted = existsSync(report)
    ? read(JSON.parse(readFileSync(report, "utf8")))
    : { passed: 0, failed: 0 };
  return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

function node(bin, args, env = {}) {
  return spawnSync(process.execPath, [join(ROOT, "node_modules", bin), ...args], {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, ...env },
  }).status;
}
