import type { City } from "@/lib/cities/city";
import type { Position } from "@/lib/geo/bbox";
import { geohashCenter, geohashPolygon } from "@/lib/geo/geohash";
import type { Hotspot } from "@/lib/scoring/hotspot";

interface HotspotMapProps {
  readonly city: City;
  /** Numbered from 1, as in the list beside it. */
  readonly hotspots: readonly Hotspot[];
}

const WIDTH = 480;
const MARGIN = 12;

/** The city's outline with its hot spots, drawn on the server: no map library, and it prints. */
export function HotspotMap({ city, hotspots }: HotspotMapProps) {
  const { toPoint, height } = projectionOf(city);
  const path = (ring: readonly Position[]) =>
    `M${ring.map((position) => toPoint(position).join(" ")).join("L")}Z`;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={`Map of ${city.name} with ${hotspots.length} hot spots, numbered as in the list`}
      className="max-h-130 w-full rounded-xl bg-paper-sunk"
    >
      <path
        d={city.outline.flat().map(path).join("")}
        fillRule="evenodd"
        className="fill-fill stroke-line-strong"
        strokeWidth="1"
      />
      {hotspots.flatMap(({ cells }) =>
        cells.map((cell) => (
          <path
            key={cell}
            d={path(geohashPolygon(cell))}
            className="fill-infrastructure"
            fillOpacity="0.55"
          />
        )),
      )}
      {hotspots.map(({ cells: [busiest] }, index) => {
        if (busiest === undefined) return null;
        const [x, y] = toPoint(geohashCenter(busiest));
        return (
          <g key={busiest}>
            <circle cx={x} cy={y} r="10" className="fill-infrastructure stroke-paper" strokeWidth="1.5" />
            <text
              x={x}
              y={y}
              dy="0.35em"
              textAnchor="middle"
              className="fill-on-layer text-[11px] font-semibold"
            >
              {index + 1}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** A flat projection that is true enough over one city: longitudes shrink with the cosine of the middle latitude. */
function projectionOf({ outline }: City): {
  toPoint: (position: Position) => [number, number];
  height: number;
} {
  const positions = outline.flat(2);
  const lons = positions.map(([lon]) => lon);
  const lats = positions.map(([, lat]) => lat);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = (WIDTH - 2 * MARGIN) / ((east - west) * shrink);
  const round = (value: number) => Math.round(value * 10) / 10;
  return {
    toPoint: ([lon, lat]) => [
      round(MARGIN + (lon - west) * shrink * scale),
      round(MARGIN + (north - lat) * scale),
    ],
    height: Math.ceil((north - south) * scale + 2 * MARGIN),
  };
}
