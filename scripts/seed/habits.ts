import type { PlaceKind } from "./places";

/** When a category is seen and reported: bumps of the day as `[hour, width in hours, height]`. */
const HOURS = {
  night: [
    [23.5, 2, 1],
    [20, 2, 0.4],
  ],
  lateNight: [
    [1, 2, 1],
    [22.5, 1.5, 0.5],
  ],
  dawn: [
    [6.2, 0.5, 1],
    [7.2, 0.7, 0.25],
    [22, 1.2, 0.15],
  ],
  commute: [
    [8.3, 1, 1],
    [17.6, 1.3, 1],
    [13, 3, 0.3],
  ],
  day: [
    [10.5, 2.2, 1],
    [15, 2.5, 0.9],
  ],
  evening: [
    [19.5, 2, 1],
    [15, 2.5, 0.4],
  ],
  cafe: [
    [8.8, 1.2, 1],
    [11, 2, 0.7],
    [15.5, 1.8, 0.5],
  ],
  any: [
    [9, 2.5, 0.8],
    [14, 3, 0.8],
    [19, 2.5, 1],
  ],
} as const satisfies Record<string, readonly (readonly [hour: number, width: number, height: number])[]>;

/** Weekend's share against a weekday's. */
const WEEK = { even: 1, weekend: 2.2, weekday: 0.35 } as const;

export interface Habit {
  /** How common the category is against the others. */
  readonly share: number;
  readonly hours: keyof typeof HOURS;
  readonly week: keyof typeof WEEK;
  /** Where it is more common than elsewhere. */
  readonly places: Partial<Record<PlaceKind, number>>;
}

const habit = (
  share: number,
  hours: Habit["hours"],
  week: Habit["week"],
  places: Habit["places"] = {},
): Habit => ({ share, hours, week, places });

/** One entry per category of the catalogue. */
export const HABITS: Readonly<Record<string, Habit>> = {
  unsafe_corner: habit(4, "lateNight", "even", { transit: 3, nightlife: 2, park: 1.5 }),
  dangerous_crossing: habit(6, "commute", "weekday", { transit: 2.5, commercial: 1.6, construction: 1.5 }),
  reckless_driving: habit(5, "night", "weekend", { industrial: 2.5, waterfront: 1.5 }),
  break_in: habit(5, "commute", "even", { residential: 1.6, waterfront: 2, park: 1.6 }),
  harassment: habit(2.5, "night", "weekend", { nightlife: 3, transit: 2.5 }),
  poor_lighting: habit(3.5, "night", "even", { park: 3, industrial: 2, residential: 1.3 }),
  aggressive_animal: habit(2.5, "commute", "even", { park: 4, residential: 1.5 }),
  hazard: habit(4, "day", "even", { industrial: 2, construction: 3, transit: 1.5 }),

  noise: habit(9, "lateNight", "weekend", { nightlife: 4, residential: 1.2 }),
  early_construction: habit(5, "dawn", "weekday", { construction: 14, commercial: 1.2, residential: 1.2 }),
  litter: habit(8, "day", "even", { commercial: 1.6, park: 1.6, transit: 1.6 }),
  bad_smell: habit(2.5, "day", "even", { industrial: 3, waterfront: 2, transit: 1.5 }),
  graffiti: habit(4.5, "day", "even", { commercial: 1.6, industrial: 2, transit: 1.6 }),
  live_music: habit(4.5, "night", "weekend", { nightlife: 4, park: 2.5, waterfront: 1.6 }),
  community_event: habit(3.5, "day", "weekend", { park: 4, residential: 1.4 }),
  street_art: habit(2.2, "day", "even", { commercial: 1.6, nightlife: 1.6, industrial: 2 }),
  green_space: habit(2.8, "day", "weekend", { park: 9, residential: 1.2, waterfront: 2 }),
  friendly_street: habit(2.8, "evening", "even", { residential: 2.2, commercial: 1.2 }),

  flooding: habit(2.2, "any", "even", { industrial: 2.5, waterfront: 2.5, transit: 1.4 }),
  pothole: habit(8, "commute", "weekday", { industrial: 1.8, transit: 1.6, residential: 1.3 }),
  broken_sidewalk: habit(5, "day", "even", { residential: 1.6, commercial: 1.3 }),
  streetlight_out: habit(5, "night", "even", { residential: 1.6, park: 1.6 }),
  traffic_signal: habit(2.6, "commute", "weekday", { transit: 2.5, commercial: 1.4 }),
  water_leak: habit(2.6, "day", "even", { residential: 1.5, construction: 2 }),
  power_outage: habit(1.2, "evening", "even", { residential: 1.8 }),
  transit_problem: habit(4.2, "commute", "weekday", { transit: 8 }),
  blocked_road: habit(5, "commute", "even", { commercial: 1.8, construction: 2.5 }),
  damaged_sign: habit(2.2, "day", "even", { residential: 1.4 }),

  new_cafe: habit(4, "cafe", "even", { commercial: 4, nightlife: 1.6, park: 0.3 }),
  new_restaurant: habit(3.6, "evening", "weekend", { commercial: 3, nightlife: 3.5, park: 0.2 }),
  new_shop: habit(2.8, "day", "even", { commercial: 4, park: 0.1 }),
  space_for_rent: habit(2.4, "day", "weekday", { commercial: 3, industrial: 2, park: 0.1 }),
  renovation: habit(2, "day", "weekday", { residential: 1.4, commercial: 1.4, park: 0.3 }),
  new_housing: habit(2, "day", "weekday", { construction: 6, park: 0.1 }),
  hiring: habit(2, "cafe", "weekday", { commercial: 3, nightlife: 2, park: 0.2 }),
  closing_business: habit(1.7, "day", "even", { commercial: 3, nightlife: 1.5, park: 0.1 }),
  vacant_lot: habit(1.7, "day", "even", { residential: 1.3, industrial: 1.8, park: 0.2 }),
};

/** What a rainy day multiplies. */
const RAIN: Readonly<Record<string, number>> = {
  flooding: 14,
  power_outage: 5,
  water_leak: 2,
  traffic_signal: 3,
  blocked_road: 2,
  live_music: 0.4,
  community_event: 0.3,
  green_space: 0.2,
};

/** How likely the category is at a place on a day. `weekday` 1 (Monday) to 7. */
export function likelihood(category: string, kind: PlaceKind, weekday: number, rainy: boolean): number {
  const found = HABITS[category];
  if (found === undefined) return 0;
  const week = weekday >= 6 ? WEEK[found.week] : 1;
  return found.share * (found.places[kind] ?? 1) * week * (rainy ? (RAIN[category] ?? 1) : 1);
}

/** How likely each hour of the day, 0 to 23, is for the category. */
export function hourWeights(category: string): readonly number[] {
  const name = HABITS[category]?.hours ?? "any";
  const weights = HOUR_WEIGHTS.get(name) ?? weightsOf(HOURS[name]);
  HOUR_WEIGHTS.set(name, weights);
  return weights;
}

const HOUR_WEIGHTS = new Map<keyof typeof HOURS, readonly number[]>();

/** Bumps wrap around midnight; a little is left for every hour. */
function weightsOf(bumps: readonly (readonly [hour: number, width: number, height: number])[]): number[] {
  return Array.from({ length: 24 }, (_, hour) =>
    bumps.reduce((sum, [middle, width, height]) => {
      const away = Math.abs(hour + 0.5 - middle);
      const around = Math.min(away, 24 - away);
      return sum + height * Math.exp(-0.5 * (around / width) ** 2);
    }, 0.02),
  );
}
