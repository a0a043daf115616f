// `npm run lock:complete`, after each change of package-lock.json.
//
// npm leaves a platform's package out of the lock when the registry it was made with does not serve that package, and
// `npm ci` then refuses the lock. This adds what is missing, with version, platform and nothing else, so that people
// on every platform can install from a registry that has it.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

const OS = ["darwin", "linux", "win32", "windows", "freebsd", "android", "openharmony"];
const CPU = ["x64", "arm64", "arm", "ia32", "ppc64", "s390x", "riscv64", "loong64", "wasm32"];

/**
 * @typedef {{ version?: string, os?: string[], cpu?: string[], libc?: string[], optional?: boolean, dev?: boolean,
 *   resolved?: string, optionalDependencies?: Record<string, string> }} LockEntry
 * @typedef {{ packages: Record<string, LockEntry> }} Lock
 */

/**
 * The optional dependencies that no entry of the lock stands for.
 *
 * @param {Lock} lock
 * @returns {{ name: string, range: string, dev: boolean }[]}
 */
export function findMissing({ packages }) {
  return Object.entries(packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !resolves(packages, path, name))
      .map(([name, range]) => ({ name, range, dev: entry.dev === true })),
  );
}

/**
 * The lock with an entry for everything that was missing, and no addresses.
 *
 * @param {Lock} lock
 * @returns {Lock}
 */
export function completeLock(lock) {
  const packages = structuredClone(lock.packages);
  for (const { name, range, dev } of findMissing(lock)) {
    // In npm's order of keys, so that its next write of the lock changes nothing here.
    const { os, cpu, libc } = platformOf(name, range);
    packages[`node_modules/${name}`] = {
      version: exactVersion(name, range),
      cpu,
      ...(dev && { dev }),
      ...(libc && { libc }),
      optional: true,
      ...(os && { os }),
    };
  }
  for (const entry of Object.values(packages)) delete entry.resolved;
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, "en"));
  return { ...lock, packages: Object.fromEntries(sorted) };
}

/** Whether `name`, asked for from the package at `path`, is found there or in a folder above. */
function resolves(packages, path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1))) {
    if (packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`] !== undefined) return true;
    if (folder === "") return false;
  }
}

/** Platform packages are nearly always asked for by exact version; the registry knows the others. */
function exactVersion(name, range) {
  return /^\d+\.\d+\.\d+[^ ]*$/.test(range) ? range : view(`${name}@${range}`, "version");
}

/** `@scope/tool-linux-arm64-musl` says its platform; of any other name the registry knows it. */
function platformOf(name, range) {
  const words = name.split(/[-/._]/);
  const os = words.filter((word) => OS.includes(word)).map((word) => (word === "windows" ? "win32" : word));
  const cpu = words.filter((word) => CPU.includes(word));
  if (cpu.length === 0) {
    return { os: view(`${name}@${range}`, "os"), cpu: view(`${name}@${range}`, "cpu") };
  }
  const libc = words.some((word) => word.startsWith("musl"))
    ? ["musl"]
    : words.some((word) => word.startsWith("gnu"))
      ? ["glibc"]
      : [];
  return { ...(os.length > 0 && { os }), cpu, ...(libc.length > 0 && { libc }) };
}

function view(spec, field) {
  return JSON.parse(execFileSync("npm", ["view", spec, field, "--json"], { encoding: "utf8" }));
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const path = fileURLToPath(new URL("../package-lock.json", import.meta.url));
  const lock = JSON.parse(readFileSync(path, "utf8"));
  const missing = findMissing(lock);
  writeFileSync(path, `${JSON.stringify(completeLock(lock), null, 2)}\n`);
  console.log(
    missing.length === 0
      ? "The lock is whole."
      : `Added to the lock: ${missing.map(({ name }) => name).join(", ")}`,
  );
}
