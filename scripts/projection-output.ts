import type { Difference } from "@/lib/projection/recount";

/** Tells how many reports were counted, on one line of a terminal. */
export function printProgress(reports: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${reports} reports counted`);
}

/** One line a row: the table, the row as it stood, the row as it should be. */
export function tellDifferences(differences: readonly Difference[]): void {
  for (const { table, live, recounted } of differences) {
    console.log(`  ${table}\n    is        ${show(live)}\n    should be ${show(recounted)}`);
  }
}

function show(row: Difference["live"]): string {
  return row === null ? "missing" : JSON.stringify(row);
}
