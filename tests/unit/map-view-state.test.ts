import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_VIEW,
  MAP_MODES,
  parseView,
  SCORE_NAMES,
  TIME_WINDOWS,
  type ViewState,
  viewParams,
  viewUrl,
} from "@/components/map/view-state";
import { SIGNAL_LAYERS } from "@/lib/catalogue/catalogue";

const cell = fc.option(fc.constantFrom("9q8y", "9q8yy", "9q8yyk", "dr5rsj7"), { nil: null });
const view: fc.Arbitrary<ViewState> = fc.record({
  camera: fc.option(
    fc.record({
      lat: fc.integer({ min: -8_500_000, max: 8_500_000 }).map((n) => n / 100_000),
      lng: fc.integer({ min: -18_000_000, max: 18_000_000 }).map((n) => n / 100_000),
      zoom: fc.integer({ min: 0, max: 2_200 }).map((n) => n / 100),
    }),
    { nil: null },
  ),
  layers: fc.subarray([...SIGNAL_LAYERS]),
  window: fc.constantFrom(...TIME_WINDOWS),
  mode: fc.constantFrom(...MAP_MODES),
  score: fc.constantFrom(...SCORE_NAMES),
  cell,
  versus: cell,
  categories: fc.subarray(["noise", "pothole", "new_cafe"]),
  day: fc.option(fc.constantFrom("2026-11-01", "2026-02-28"), { nil: null }),
});

describe("the view in the address", () => {
  it("comes back as it was sent, whatever it holds", () => {
    fc.assert(
      fc.property(view, (sent) => {
        const [, query = ""] = viewUrl(sent).split("?");
        const back = parseView(new URLSearchParams(query));
        // −0 and 0 are the same place.
        expect({ ...back, camera: positive(back) }).toEqual({ ...sent, camera: positive(sent) });
      }),
    );
  });

  it("is empty for what everybody sees first", () => {
    expect(viewUrl(DEFAULT_VIEW)).toBe("/");
  });

  it("is readable, with plain commas", () => {
    const sent = {
      ...DEFAULT_VIEW,
      layers: ["safety", "vibe"] as const,
      camera: { lat: 37.7749, lng: -122.4194, zoom: 12 },
    };
    expect(viewUrl(sent)).toBe("/?at=37.77490,-122.41940,12.00&layers=safety,vibe");
  });

  it.each([
    ["at=91,0,3"],
    ["at=0,181,3"],
    ["at=0,0,23"],
    ["at=0,,3"],
    ["at=a,b,c"],
    ["layers=weather"],
    ["window=1y"],
    ["view=globe"],
    ["cell=9q8"],
    ["cell=9q8yykab"],
    ["cell=ailo"],
    ["categories=<script>"],
    ["day=tomorrow"],
  ])("takes the default for %s", (query) => {
    expect(parseView(new URLSearchParams(query))).toEqual(DEFAULT_VIEW);
  });

  it("tells no layer at all from all layers", () => {
    expect(viewParams({ ...DEFAULT_VIEW, layers: [] }).get("layers")).toBe("none");
    expect(parseView(new URLSearchParams("layers=none")).layers).toEqual([]);
  });
});

function positive({ camera }: ViewState) {
  return camera === null ? null : { lat: camera.lat + 0, lng: camera.lng + 0, zoom: camera.zoom + 0 };
}
