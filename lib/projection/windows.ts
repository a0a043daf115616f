/** The time windows of the map, shortest first. A report counts in a window while its age is below the length. */
export const TIME_WINDOWS = ["24h", "7d", "30d", "90d"] as const;
export type TimeWindow = (typeof TIME_WINDOWS)[number];

const HOUR_SECONDS = 3600;
export const WINDOW_SECONDS: readonly number[] = [24, 7 * 24, 30 * 24, 90 * 24].map((h) => h * HOUR_SECONDS);

/** Position of a window in `TIME_WINDOWS`, as `map_cells.time_window` stores it. */
export function windowIndex(window: TimeWindow): number {
  return TIME_WINDOWS.indexOf(window);
}

/** Precisions of the map's cells, coarse to fine. */
export const MAP_PRECISIONS = [2, 3, 4, 5, 6, 7, 8] as const;
