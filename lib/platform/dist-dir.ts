/** Next's build folder, relative to the project; `STRATUM_DIST_DIR` lets two builds stand side by side. */
export const DIST_DIR = process.env.STRATUM_DIST_DIR || ".next";
