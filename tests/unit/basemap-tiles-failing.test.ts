import { EventEmitter } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { onTilesFailing } from "@/components/map/basemap/tiles-failing";

const tile = {};

describe("tiles that fail although their style loaded", () => {
  let map: EventEmitter;
  let fallbacks: number;
  let stop: () => void;

  beforeEach(() => {
    vi.useFakeTimers();
    map = new EventEmitter();
    map.on("error", () => {});
    fallbacks = 0;
    stop = onTilesFailing(map, () => fallbacks++, {
      sourceIds: ["tiles"],
      failures: 3,
      patienceMilliseconds: 6_000,
    });
  });
  afterEach(() => vi.useRealTimers());

  const fail = (times: number, event: object = { sourceId: "tiles", tile }) => {
    for (let i = 0; i < times; i++) map.emit("error", event);
  };

  it("give way to the embedded map at the third failure, once", () => {
    fail(2);
    expect(fallbacks).toBe(0);
    fail(1);
    expect(fallbacks).toBe(1);
    fail(9);
    vi.advanceTimersByTime(60_000);
    expect(fallbacks).toBe(1);
  });

  it("give way at once when the source itself cannot be read", () => {
    fail(1, { sourceId: "tiles" });
    expect(fallbacks).toBe(1);
  });

  it("give way when nothing at all arrives in time", () => {
    vi.advanceTimersByTime(5_999);
    expect(fallbacks).toBe(0);
    vi.advanceTimersByTime(1);
    expect(fallbacks).toBe(1);
  });

  it("never change the map again after a first tile has arrived", () => {
    fail(2);
    map.emit("sourcedata", { sourceId: "tiles", tile });
    fail(9);
    vi.advanceTimersByTime(60_000);
    expect(fallbacks).toBe(0);
  });

  it("are not mistaken for those of the signals, nor is a source's description for a tile", () => {
    fail(9, { sourceId: "signals", tile });
    fail(9, {});
    map.emit("sourcedata", { sourceId: "signals", tile });
    map.emit("sourcedata", { sourceId: "tiles" });
    expect(fallbacks).toBe(0);
    fail(3);
    expect(fallbacks).toBe(1);
  });

  it("are no longer watched after a stop, and leave no listener behind", () => {
    stop();
    fail(9);
    vi.advanceTimersByTime(60_000);
    expect(fallbacks).toBe(0);
    expect([map.listenerCount("error"), map.listenerCount("sourcedata")]).toEqual([1, 0]);
  });
});
