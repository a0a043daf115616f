import { z } from "zod";
import type { City } from "@/lib/cities/city";
import type { Position } from "@/lib/geo/bbox";
import { distanceMeters, pointInPolygons } from "@/lib/geo/polygon";
import content from "./places.json";
import { createRandom, type Random } from "./random";

export const PLACE_KINDS = [
  "nightlife",
  "commercial",
  "residential",
  "park",
  "transit",
  "industrial",
  "waterfront",
  "construction",
] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** A spot or stretch of street around which reports gather. */
export interface Place {
  readonly name: string;
  readonly kind: PlaceKind;
  /** One position, or the two ends of a stretch; `[lon, lat]` degrees. */
  readonly along: readonly Position[];
  /** True when people would say "on <name>". */
  readonly street: boolean;
  /** How far reports stray from it (standard deviation). */
  readonly spreadMeters: number;
  readonly weight: number;
}

const line = z.array(z.tuple([z.number(), z.number()])).min(1);
const schema = z.strictObject({
  about: z.string(),
  cities: z.record(
    z.string(),
    z.strictObject({
      places: z.array(
        z.strictObject({
          name: z.string(),
          kind: z.enum(PLACE_KINDS),
          along: line.max(2),
          street: z.boolean().default(true),
        }),
      ),
      water: z.array(z.strictObject({ name: z.string(), reach_meters: z.number().positive(), along: line })),
    }),
  ),
});
const { cities: KNOWN } = schema.parse(content);

/** Together the neighbourhoods draw about a third of the reports, the known streets and spots the rest. */
const NEIGHBORHOOD_SHARE = 0.5;
/** Spread of the log-normal weights: a few places draw several times the reports of most others. */
const WEIGHT_SIGMA = 0.8;
/** How busy a kind of place is against the others. */
const BUSY: Readonly<Record<PlaceKind, number>> = {
  nightlife: 1.7,
  commercial: 1.3,
  transit: 1.6,
  construction: 1,
  park: 1,
  waterfront: 0.9,
  industrial: 0.7,
  residential: 0.6,
};

/** Every place of the city, its weights drawn for this seed. */
export function placesOf(city: City, seed: number): readonly Place[] {
  const random = createRandom("places", seed, city.id);
  const known = (KNOWN[city.id]?.places ?? []).map(
    (place): Place => ({
      ...place,
      spreadMeters: place.along.length === 1 ? 170 : 45,
      weight: BUSY[place.kind] * Math.exp(WEIGHT_SIGMA * random.normal()),
    }),
  );
  const total = known.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const each = (NEIGHBORHOOD_SHARE * total) / city.neighborhoods.length;
  const homes = city.neighborhoods.map(
    ({ name, center }): Place => ({
      name,
      kind: "residential",
      along: [center],
      street: false,
      spreadMeters: 420,
      weight: each * Math.exp(WEIGHT_SIGMA * random.normal()),
    }),
  );
  return [...known, ...homes];
}

/** A position at the place, on the city's land; null if none was found in a hundred tries. */
export function scatter(place: Place, city: City, random: Random): Position | null {
  const [from, to = from] = place.along;
  if (from === undefined || to === undefined) return null;
  for (let attempt = 0; attempt < 100; attempt++) {
    const part = random.next();
    const middle: Position = [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
    const position = moved(
      middle,
      place.spreadMeters * random.normal(),
      place.spreadMeters * random.normal(),
    );
    if (isOnLand(position, city)) return position;
  }
  return null;
}

/** True inside the city's outline and away from the water inside it. */
export function isOnLand(position: Position, city: City): boolean {
  const water = KNOWN[city.id]?.water ?? [];
  return (
    pointInPolygons(position, city.outline) &&
    !water.some(({ along, reach_meters }) => metersFromLine(position, along) < reach_meters)
  );
}

const METERS_PER_DEGREE = 111_195;

function moved([lon, lat]: Position, eastMeters: number, northMeters: number): Position {
  const shrink = Math.cos((lat * Math.PI) / 180);
  return [lon + eastMeters / (METERS_PER_DEGREE * shrink), lat + northMeters / METERS_PER_DEGREE];
}

function metersFromLine(position: Position, along: readonly Position[]): number {
  const [first] = along;
  if (along.length === 1 && first !== undefined) return distanceMeters(position, first);
  return Math.min(
    ...along
      .slice(1)
      .map((to, i) => distanceMeters(position, nearestOnSegment(position, along[i] ?? to, to))),
  );
}

/** On the plane of degrees with longitudes shrunk to scale: exact enough for a few kilometres. */
function nearestOnSegment([lon, lat]: Position, from: Position, to: Position): Position {
  const shrink = Math.cos((lat * Math.PI) / 180);
  const [dx, dy] = [(to[0] - from[0]) * shrink, to[1] - from[1]];
  const part = ((lon - from[0]) * shrink * dx + (lat - from[1]) * dy) / (dx * dx + dy * dy || 1);
  const clamped = Math.min(1, Math.max(0, part));
  return [from[0] + (to[0] - from[0]) * clamped, from[1] + (to[1] - from[1]) * clamped];
}
