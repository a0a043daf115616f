import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importFile } from "@/lib/import/import-file";
import { loadImportSource } from "@/lib/import/import-source";
import type { ImportTarget, StampedReport } from "@/lib/import/import-target";

/** Exports written by hand in the layouts of the portals; no row is anybody's. */

/** Writes the text to a file of its own and removes it with the returned function. */
export function temporaryFile(
  content: string | Uint8Array,
  name = "export",
): { path: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "stratum-import-"));
  const path = join(folder, name);
  writeFileSync(path, content);
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** An import target that keeps what it is given, once per id, in memory. */
export class KeepingTarget implements ImportTarget {
  readonly live = new Map<string, StampedReport>();
  readonly history = new Map<string, StampedReport>();
  readonly shifts = new Map<string, number>();

  async addLive(reports: readonly StampedReport[]) {
    return reports.map((report) => {
      if (this.live.has(report.id)) return "already_there";
      this.live.set(report.id, report);
      return "added_live";
    });
  }

  async addHistory(reports: readonly StampedReport[]) {
    const before = this.history.size;
    for (const report of reports) this.history.set(report.id, report);
    return this.history.size - before;
  }

  async keepShift(fingerprint: string, shiftMs: number) {
    const kept = this.shifts.get(fingerprint);
    this.shifts.set(fingerprint, kept ?? shiftMs);
    return { shiftMs: kept ?? shiftMs, repeated: kept !== undefined };
  }

  get all(): StampedReport[] {
    return [...this.live.values(), ...this.history.values()];
  }
}

/** Imports the text as an export of `source` at the instant `asOf` (ISO). */
export async function importText(
  source: string,
  content: string | Uint8Array,
  options: { asOf: string; target?: KeepingTarget; redate?: boolean; limit?: number },
) {
  const { asOf, target = new KeepingTarget(), ...input } = options;
  const file = temporaryFile(content);
  try {
    const deps = { target, now: () => Date.parse(asOf) };
    const summary = await importFile(deps, { source: loadImportSource(source), file: file.path, ...input });
    return { summary, target };
  } finally {
    file.remove();
  }
}
