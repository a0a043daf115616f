// Plain Node: this runs before anything is installed.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OLDEST_NODE = [20, 19];

/** Ends the process, in words, when this Node is too old to run Stratum. */
export function demandNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(`Stratum needs Node ${OLDEST_NODE.join(".")} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Installs the packages that package-lock.json names unless they are all there; ends the process when that fails. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  console.log("Stratum: installing the packages (npm ci). The first time this takes a minute or two.");
  if ((await npm("ci", "--include=dev", "--no-audit", "--no-fund")) === 0) return;
  console.log("Stratum: npm ci failed; trying npm install, which leaves the lock file aside.");
  if ((await npm("install", "--include=dev", "--no-audit", "--no-fund", "--no-package-lock")) === 0) return;
  console.error("The packages could not be installed; npm's lines above say why. Is the registry reachable?");
  process.exit(1);
}

/** Whether node_modules holds exactly what the lock file asks for (packages of other platforms aside). */
function isInstalled() {
  const wanted = readPackages("package-lock.json");
  const present = readPackages("node_modules/.package-lock.json");
  if (wanted === null || present === null) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === "") return true;
    return present[path] === undefined ? optional === true : present[path].version === version;
  });
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(join(ROOT, path), "utf8")).packages;
  } catch {
    return null;
  }
}

/** Runs npm with the output shown; answers its exit code. */
function npm(...args) {
  const viaNode = process.env.npm_execpath?.endsWith(".js") ? [process.env.npm_execpath] : null;
  const [command, words] = viaNode ? [process.execPath, [...viaNode, ...args]] : ["npm", args];
  const shell = viaNode === null && process.platform === "win32";
  const child = spawn(command, words, { cwd: ROOT, stdio: "inherit", shell });
  return new Promise((resolve) => {
    child.on("error", () => resolve(1));
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
