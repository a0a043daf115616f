import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { REPORT_LIFETIME_SECONDS } from "@/lib/reports/report";
import { idTimestamp } from "@/lib/reports/report-id";
import type { PhotoStore } from "./photo-store";

const EXTENSION = ".webp";
const SWEEP_EVERY_MS = 24 * 60 * 60 * 1000;

/** Photos as files of a folder. Once a day a new photo sweeps out those whose reports have expired. */
export function folderPhotoStore(folder: string, now: () => number): PhotoStore {
  const path = (reportId: string): string => join(folder, `${reportId}${EXTENSION}`);
  let sweptAt = Number.NEGATIVE_INFINITY;
  return {
    async put(reportId, webp) {
      await mkdir(folder, { recursive: true });
      // A reader never meets half a file.
      await writeFile(`${path(reportId)}.part`, webp);
      await rename(`${path(reportId)}.part`, path(reportId));
      if (now() - sweptAt < SWEEP_EVERY_MS) return;
      sweptAt = now();
      await sweep(folder, now());
    },
    get: (reportId) => readFile(path(reportId)).catch(nullIfMissing),
    delete: (reportId) => rm(path(reportId), { force: true }),
  };
}

async function sweep(folder: string, now: number): Promise<void> {
  const names = await readdir(folder);
  const isExpired = (name: string): boolean => idTimestamp(name) + REPORT_LIFETIME_SECONDS * 1000 <= now;
  await Promise.all(names.filter(isExpired).map((name) => rm(join(folder, name), { force: true })));
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
