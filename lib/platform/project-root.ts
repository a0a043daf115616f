import { fileURLToPath } from "node:url";

/** The checkout's folder, whatever the working directory is. For scripts and tests; bundled code does not know it. */
export const PROJECT_ROOT = fileURLToPath(new URL("../../", import.meta.url));
