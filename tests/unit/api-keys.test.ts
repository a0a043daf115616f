import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generateApiKey, hashApiKey, readApiKeyMode } from "@/lib/api-keys/api-key";
import { createBurstLimit } from "@/lib/api-keys/burst-limit";
import { quotaMonth } from "@/lib/api-keys/quota-month";
import { rateLimitHeaders } from "@/lib/api-keys/rate-limit-headers";

const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));

describe("API key form", () => {
  test("a fresh key reads back with its mode, prefix, last four and SHA-256", () => {
    for (const mode of ["live", "test"] as const) {
      const made = generateApiKey(mode);
      expect(made.key).toMatch(new RegExp(`^sk_${mode}_[0-9A-Za-z]{39}$`));
      expect(readApiKeyMode(made.key)).toBe(mode);
      expect(made.key.startsWith(made.prefix)).toBe(true);
      expect(made.key.endsWith(made.lastFour)).toBe(true);
      expect(made.hash).toEqual(createHash("sha256").update(made.key).digest());
      expect(hashApiKey(made.key)).toEqual(made.hash);
    }
  });

  test("what is kept in clear leaves at least 128 unknown bits", () => {
    const { prefix, lastFour } = generateApiKey("live");
    const shownBits = (prefix.length - "sk_live_".length + lastFour.length) * Math.log2(62);
    expect(192 - shownBits).toBeGreaterThan(128);
  });

  test("every single wrong character at every place is refused", () => {
    const { key } = generateApiKey("live");
    for (let place = 0; place < key.length; place++) {
      for (const character of PRINTABLE) {
        if (character === key[place]) continue;
        expect(readApiKeyMode(key.slice(0, place) + character + key.slice(place + 1))).toBeNull();
      }
    }
  });

  test("one wrong, missing or doubled character and two swapped neighbours are refused for any key", () => {
    const typo = fc.tuple(
      fc.nat(46),
      fc.constantFrom(...PRINTABLE),
      fc.constantFrom("replace", "drop", "insert", "swap"),
    );
    fc.assert(
      fc.property(typo, ([place, character, kind]) => {
        const { key } = generateApiKey("test");
        const [head, tail] = [key.slice(0, place), key.slice(place)];
        const typed = {
          replace: head + character + tail.slice(1),
          drop: head + tail.slice(1),
          insert: head + character + tail,
          swap: head + (tail[1] ?? "") + (tail[0] ?? "") + tail.slice(2),
        }[kind];
        return typed === key || readApiKeyMode(typed ?? "") === null;
      }),
      { numRuns: 2_000 },
    );
  });

  test("no two of 20,000 keys are equal", () => {
    expect(new Set(Array.from({ length: 20_000 }, () => generateApiKey("live").key)).size).toBe(20_000);
  });
});

describe("quota month", () => {
  test("begins and ends at midnight UTC of the first", () => {
    const edge = Date.UTC(2026, 11, 1);
    expect(quotaMonth(edge - 1)).toEqual({
      month: "2026-11-01",
      startsAt: Date.UTC(2026, 10, 1),
      endsAt: edge,
    });
    expect(quotaMonth(edge)).toEqual({ month: "2026-12-01", startsAt: edge, endsAt: Date.UTC(2027, 0, 1) });
  });

  test("knows leap years", () => {
    const { startsAt, endsAt } = quotaMonth(Date.UTC(2028, 1, 10));
    expect((endsAt - startsAt) / 86_400_000).toBe(29);
  });
});

describe("burst limit", () => {
  test("serves twice the rate at once, then the rate", () => {
    let now = 0;
    const burst = createBurstLimit(() => now);
    const served = () => Array.from({ length: 100 }, () => burst("a", 20)).filter((v) => v.served).length;
    expect(served()).toBe(40);
    now = 500;
    expect(served()).toBe(10);
    now = 1_000_000;
    expect(served()).toBe(40);
  });

  test("says when the next call is served, and names do not share", () => {
    const burst = createBurstLimit(() => 0);
    for (let i = 0; i < 4; i++) burst("a", 2);
    expect(burst("a", 2)).toEqual({ served: false, remaining: 0, retryAfterSeconds: 0.5 });
    expect(burst("b", 2).served).toBe(true);
  });
});

test("rate limit headers are structured fields with the month's window and reset", () => {
  const now = Date.UTC(2026, 10, 30, 23, 59, 59, 500);
  const headers = rateLimitHeaders(
    { limit: 10_000, remaining: 9_999, month: quotaMonth(now) },
    { verdict: { served: true, remaining: 39, retryAfterSeconds: 0 }, callsPerSecond: 20 },
    now,
  );
  expect(headers).toEqual({
    "RateLimit-Policy": '"month";q=10000;w=2592000, "burst";q=40;w=2',
    RateLimit: '"month";r=9999;t=1, "burst";r=39;t=0',
  });
});
