// `npm start` and `npm run dev`. Plain Node up to the point where the packages are there.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { demandNode, ensureInstalled } from "./install.mjs";

demandNode();
await ensureInstalled();
const named = process.env.STRATUM_DATA_DIR;
if (named) process.env.STRATUM_DATA_DIR = resolve(named);
process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const { register } = await import("tsx/esm/api");
register();
const { start } = await import("../lib/platform/start/start.ts");
await start({ dev: process.argv.includes("--dev") });
process.exit();
