import { useMemo } from "react";
import { fetchClusters } from "@/components/api/client";
import type { Cluster } from "@/components/api/types";
import { useResource } from "@/components/hooks/use-resource";
import { SIGNAL_LAYERS, type SignalLayer } from "@/lib/catalogue/catalogue";
import type { Viewport } from "./map-handle";
import type { ViewState } from "./view-state";

interface ClustersInView {
  readonly clusters: readonly Cluster[];
  /** Signals in view per layer; null until they are known. */
  readonly counts: Readonly<Record<SignalLayer, number>> | null;
  readonly failed: boolean;
  readonly reload: () => void;
}

const NONE: readonly Cluster[] = [];

/** What is in sight, for the counts on the toggles and for the list. The map itself draws from tiles. */
export function useClusters(
  viewport: Viewport | null,
  { window, categories }: Pick<ViewState, "window" | "categories">,
  revision: number,
): ClustersInView {
  const bbox = viewport?.bbox;
  const filter = `${window}/${categories.join()}`;
  const key = viewport === null ? null : `${bbox?.join()}/${Math.floor(viewport.zoom)}/${filter}/${revision}`;
  const { data, error, reload } = useResource(
    key,
    (signal) =>
      fetchClusters(
        {
          bbox: bbox ?? [0, 0, 0, 0],
          zoom: viewport?.zoom ?? 0,
          window,
          ...(categories.length === 0 ? {} : { categories: categories.join() }),
        },
        signal,
      ),
    { delayMs: 120 },
  );
  const clusters = data?.features ?? NONE;
  const counts = useMemo(() => {
    if (data === null) return null;
    const sums = { safety: 0, vibe: 0, infrastructure: 0, opportunity: 0 };
    for (const { properties } of clusters)
      for (const layer of SIGNAL_LAYERS) sums[layer] += properties[layer];
    return sums;
  }, [data, clusters]);
  return { clusters, counts, failed: error !== null, reload };
}
