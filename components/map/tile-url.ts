import type { ViewState } from "./view-state";

/** Address template of the signal tiles for a view. Layers are switched on the map itself, so all come along. */
export function tileUrl({
  window: timeWindow,
  categories,
}: Pick<ViewState, "window" | "categories">): string {
  const query = new URLSearchParams({ window: timeWindow });
  if (categories.length > 0) query.set("categories", categories.join(","));
  return `${window.location.origin}/api/tiles/{z}/{x}/{y}.mvt?${query}`;
}
