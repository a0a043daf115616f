import Link from "next/link";
import { Card } from "@/components/account/card";
import { neighborhoodName } from "@/lib/cities/cities";
import type { City } from "@/lib/cities/city";
import { geohashCenter } from "@/lib/geo/geohash";
import type { Hotspot } from "@/lib/scoring/hotspot";
import { HotspotMap } from "./hotspot-map";

interface CityHotspotsProps {
  readonly city: City;
  readonly hotspots: readonly Hotspot[];
}

const SHOWN = 12;

/** Where reports gather well above the city's own level, on a small map and as a list with the same numbers. */
export function CityHotspots({ city, hotspots }: CityHotspotsProps) {
  const shown = hotspots.slice(0, SHOWN);
  return (
    <Card
      title="Hot spots"
      text="Groups of cells with significantly more infrastructure reports around them than the city has on the whole, over 30 days."
    >
      {shown.length === 0 ? (
        <p className="text-sm text-ink-soft">None: reports are spread as evenly as chance would have it.</p>
      ) : (
        <div className="grid items-start gap-8 lg:grid-cols-2">
          <HotspotMap city={city} hotspots={shown} />
          <ol className="flex flex-col divide-y divide-line">
            {shown.map(({ cells, count, expected }, index) => {
              const [busiest] = cells;
              if (busiest === undefined) return null;
              return (
                <li key={busiest} className="flex items-baseline gap-3 py-2.5 text-sm first:pt-0">
                  <span className="w-6 shrink-0 text-right font-semibold tabular-nums">{index + 1}</span>
                  <div className="min-w-0 flex-1">
                    <Link
                      href={`/?cell=${busiest}`}
                      className="font-medium underline-offset-3 hover:underline"
                    >
                      {neighborhoodName(geohashCenter(busiest)) ?? busiest}
                    </Link>
                    <span className="text-ink-faint">
                      {" "}
                      · {cells.length} {cells.length === 1 ? "cell" : "cells"}
                    </span>
                  </div>
                  <span className="text-right tabular-nums">
                    <span className="font-semibold">{count.toLocaleString("en-US")}</span>
                    <span className="text-ink-faint">
                      {" "}
                      {count === 1 ? "report" : "reports"}, {usual(expected)} usual
                    </span>
                  </span>
                </li>
              );
            })}
          </ol>
        </div>
      )}
    </Card>
  );
}

function usual(expected: number): string {
  return expected.toLocaleString("en-US", { maximumFractionDigits: expected < 10 ? 1 : 0 });
}
