// `npm run check`: formatter and linter (which holds the dependency directions too), types, dead code.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { demandNode, ensureInstalled } from "./install.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const CHECKS = [
  { name: "format and lint", words: ["@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."] },
  { name: "route types", words: ["next/dist/bin/next", "typegen"] },
  { name: "types", words: ["typescript/bin/tsc", "--noEmit"] },
  { name: "dead code", words: ["knip/bin/knip.js"] },
];

/** Runs every check, output shown; answers how many passed and failed. */
export function runChecks() {
  let failed = 0;
  for (const { name, words } of CHECKS) {
    console.log(`\n— ${name}`);
    const [bin, ...args] = words;
    const { status } = spawnSync(process.execPath, [`node_modules/${bin}`, ...args], {
      cwd: ROOT,
      stdio: "inherit",
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    });
    if (status !== 0) failed += 1;
  }
  return { passed: CHECKS.length - failed, failed };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  demandNode();
  await ensureInstalled();
  const { failed } = runChecks();
  process.exit(failed === 0 ? 0 : 1);
}
