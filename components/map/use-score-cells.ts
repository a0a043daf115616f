import type { FeatureCollection } from "geojson";
import { fetchScoreCells } from "@/components/api/client";
import { useResource } from "@/components/hooks/use-resource";
import { NO_FEATURES } from "./install-layers";
import type { Viewport } from "./map-handle";

/** The shaded cells in sight, while the map shows scores. */
export function useScoreCells(
  viewport: Viewport | null,
  isShown: boolean,
  revision: number,
): FeatureCollection {
  const bbox = viewport?.bbox;
  const { data } = useResource(
    isShown && bbox !== undefined ? `${bbox.join()}/${revision}` : null,
    (signal) => fetchScoreCells(bbox ?? [0, 0, 0, 0], signal),
    { delayMs: 150 },
  );
  return data ?? NO_FEATURES;
}
