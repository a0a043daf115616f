const DAY = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });
const MINUTE = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

/** "Nov 21, 2026" in UTC; a dash for none. */
export function formatDay(date: Date | null): string {
  return date === null ? "–" : DAY.format(date);
}

/** "Nov 21, 2026, 10:15 AM UTC"; a dash for none. */
export function formatMinute(date: Date | null): string {
  return date === null ? "–" : `${MINUTE.format(date)} UTC`;
}
