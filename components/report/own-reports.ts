const KEY = "stratum-own";
const KEPT = 100;

/** Ids of the signals that this browser sent. They stay here; the server cannot tell which signals are one person's. */
export function ownReportIds(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

export function rememberOwnReport(id: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([...ownReportIds(), id].slice(-KEPT)));
  } catch {
    // Without storage, one's own signals look like everybody's.
  }
}
