/**
 * The one list of signal layers and categories. Form, validation, scoring, seed, import and exports read it.
 *
 * Ids are part of the public API and of stored reports: add at will, never rename or reuse one.
 */

export const SIGNAL_LAYERS = ["safety", "vibe", "infrastructure", "opportunity"] as const;
export type SignalLayer = (typeof SIGNAL_LAYERS)[number];

/** 1 = barely matters … 5 = urgent or exceptional. */
export type Severity = 1 | 2 | 3 | 4 | 5;

export interface Category {
  readonly id: string;
  readonly layer: SignalLayer;
  /** +1 lifts a vibe or opportunity score, −1 lowers it. Safety and infrastructure reports always lower. */
  readonly polarity: 1 | -1;
  readonly label: string;
  /** Plain words that help a resident choose. */
  readonly hint: string;
  readonly defaultSeverity: Severity;
  /** Name of an icon in the Lucide set. */
  readonly icon: string;
}

const category = (
  layer: SignalLayer,
  polarity: 1 | -1,
  id: string,
  label: string,
  hint: string,
  defaultSeverity: Severity,
  icon: string,
): Category => ({ id, layer, polarity, label, hint, defaultSeverity, icon });

export const CATEGORIES: readonly Category[] = [
  category(
    "safety",
    -1,
    "unsafe_corner",
    "Unsafe corner",
    "A place that feels unsafe, above all at night",
    3,
    "shield-alert",
  ),
  category(
    "safety",
    -1,
    "dangerous_crossing",
    "Dangerous crossing",
    "Cars do not stop, no signal, poor sight",
    4,
    "footprints",
  ),
  category(
    "safety",
    -1,
    "reckless_driving",
    "Reckless driving",
    "Speeding, racing, red lights ignored",
    4,
    "car",
  ),
  category("safety", -1, "break_in", "Break-in", "A car window, a garage, a door", 4, "lock-open"),
  category(
    "safety",
    -1,
    "harassment",
    "Harassment",
    "Someone was followed, shouted at or threatened",
    4,
    "megaphone",
  ),
  category("safety", -1, "poor_lighting", "Too dark", "A path or street with no working light", 3, "moon"),
  category(
    "safety",
    -1,
    "aggressive_animal",
    "Aggressive animal",
    "A loose or threatening animal",
    3,
    "paw-print",
  ),
  category("safety", -1, "hazard", "Hazard", "Needles, chemicals, fallen wires, smoke", 4, "triangle-alert"),

  category("vibe", -1, "noise", "Noise", "Loud parties, alarms, engines", 3, "volume-2"),
  category(
    "vibe",
    -1,
    "early_construction",
    "Early construction",
    "Building work that starts before it should",
    3,
    "construction",
  ),
  category("vibe", -1, "litter", "Litter", "Rubbish, dumped goods, dirty pavement", 2, "trash-2"),
  category("vibe", -1, "bad_smell", "Bad smell", "Sewage, smoke, rubbish", 2, "wind"),
  category("vibe", -1, "graffiti", "Graffiti", "Tags on walls, doors and signs", 2, "spray-can"),
  category("vibe", 1, "live_music", "Live music", "A band, a busker, a concert in the park", 3, "music"),
  category(
    "vibe",
    1,
    "community_event",
    "Community event",
    "A block party, a fair, a clean-up",
    3,
    "party-popper",
  ),
  category("vibe", 1, "street_art", "Street art", "A mural or installation worth a detour", 2, "palette"),
  category("vibe", 1, "green_space", "Lovely green space", "A park or garden that is well kept", 3, "trees"),
  category(
    "vibe",
    1,
    "friendly_street",
    "Friendly street",
    "People greet, children play, benches are used",
    2,
    "smile",
  ),

  category(
    "infrastructure",
    -1,
    "flooding",
    "Flooded road",
    "Water on the road or in a building",
    4,
    "waves",
  ),
  category(
    "infrastructure",
    -1,
    "pothole",
    "Pothole",
    "A hole or broken road surface",
    3,
    "circle-dot-dashed",
  ),
  category(
    "infrastructure",
    -1,
    "broken_sidewalk",
    "Broken sidewalk",
    "Cracked, raised or blocked for wheels",
    3,
    "accessibility",
  ),
  category(
    "infrastructure",
    -1,
    "streetlight_out",
    "Streetlight out",
    "One or more lamps do not work",
    2,
    "lightbulb-off",
  ),
  category(
    "infrastructure",
    -1,
    "traffic_signal",
    "Traffic signal fault",
    "Dark, stuck or out of step",
    4,
    "traffic-cone",
  ),
  category("infrastructure", -1, "water_leak", "Water leak", "A burst pipe, hydrant or meter", 4, "droplets"),
  category(
    "infrastructure",
    -1,
    "power_outage",
    "Power outage",
    "No electricity in the street",
    4,
    "zap-off",
  ),
  category(
    "infrastructure",
    -1,
    "transit_problem",
    "Transit problem",
    "A broken stop, lift or missing bus",
    3,
    "bus",
  ),
  category(
    "infrastructure",
    -1,
    "blocked_road",
    "Blocked road",
    "Abandoned vehicle, fallen tree, closed lane",
    3,
    "octagon-x",
  ),
  category(
    "infrastructure",
    -1,
    "damaged_sign",
    "Damaged sign",
    "A missing, bent or unreadable sign",
    2,
    "signpost",
  ),

  category("opportunity", 1, "new_cafe", "New café", "A coffee shop or bakery has opened", 3, "coffee"),
  category("opportunity", 1, "new_restaurant", "New restaurant", "A place to eat has opened", 3, "utensils"),
  category("opportunity", 1, "new_shop", "New shop", "A shop or service has opened", 3, "store"),
  category(
    "opportunity",
    1,
    "space_for_rent",
    "Space for rent",
    "An empty shop, studio or office on offer",
    2,
    "key-round",
  ),
  category(
    "opportunity",
    1,
    "renovation",
    "Renovation",
    "A building is being restored or improved",
    3,
    "hammer",
  ),
  category("opportunity", 1, "new_housing", "New housing", "Homes planned or under way", 3, "building-2"),
  category(
    "opportunity",
    1,
    "hiring",
    "Now hiring",
    "A sign in the window, a job in the street",
    2,
    "briefcase",
  ),
  category(
    "opportunity",
    -1,
    "closing_business",
    "Business closing",
    "A shop or restaurant shuts for good",
    3,
    "door-closed",
  ),
  category(
    "opportunity",
    -1,
    "vacant_lot",
    "Vacant building",
    "Empty and neglected for a long time",
    2,
    "building",
  ),
];

const BY_ID: ReadonlyMap<string, Category> = new Map(CATEGORIES.map((c) => [c.id, c]));

/** The category with this id, or undefined when the catalogue does not know it. */
export function findCategory(id: string): Category | undefined {
  return BY_ID.get(id);
}
