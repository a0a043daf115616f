import { IANAZone } from "luxon";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** No portal publishes older requests; earlier dates are placeholders such as 01/01/1900. */
const EARLIEST_YEAR = 1990;
const NOON = 12;

const CLOCK = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?`;
const HALF = String.raw`(?:\s*(?<half>[AP])\.?M\.?)?`;
const ZONE = String.raw`(?:\s*(?<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?`;
const REST = String.raw`(?:[T,\s]+${CLOCK}${HALF}${ZONE})?$`;

const LAYOUTS = [
  /** 2023-11-28T01:31:07.000, 2023/11/28 01:31, 2023-11-28 */
  new RegExp(String.raw`^(?<year>\d{4})[-/](?<month>\d{1,2})[-/](?<day>\d{1,2})${REST}`, "i"),
  /** 06/29/2019 09:48:00 PM, 6/29/19 21:48 */
  new RegExp(String.raw`^(?<month>\d{1,2})[-/](?<day>\d{1,2})[-/](?<year>\d{4}|\d{2})${REST}`, "i"),
  /** 2024 Jan 15 02:22:10 PM */
  new RegExp(String.raw`^(?<year>\d{4})\s+(?<name>[a-z]{3})[a-z]*\.?\s+(?<day>\d{1,2})${REST}`, "i"),
  /** Jan 15, 2024 2:22 PM */
  new RegExp(String.raw`^(?<name>[a-z]{3})[a-z]*\.?\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})${REST}`, "i"),
];

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const EPOCH = /^-?\d{10}(?:\d{3})?$/;

/**
 * The instant that a 311 portal's text means, in milliseconds since the epoch, or null if it means none.
 *
 * A text without a zone is local time of `timezone`; a date alone is its local noon, so that it is off by half a
 * day at most. A time that the clocks skip in spring moves forward by the skipped hour; one that comes twice in
 * autumn is the first of the two.
 */
export function parseTime(text: string, timezone: string): number | null {
  const trimmed = text.trim();
  if (EPOCH.test(trimmed)) return acceptYear(Number(trimmed) * (trimmed.length === 13 ? 1 : 1000));
  for (const layout of LAYOUTS) {
    const groups = layout.exec(trimmed)?.groups;
    if (groups !== undefined) return instantOf(groups, timezone);
  }
  return null;
}

function instantOf(groups: Record<string, string | undefined>, timezone: string): number | null {
  const year = Number(groups.year) + (groups.year?.length === 2 ? 2000 : 0);
  const month =
    groups.name === undefined ? Number(groups.month) : MONTHS.indexOf(groups.name.toLowerCase()) + 1;
  const day = Number(groups.day);
  const hour = hourOf(groups.hour, groups.half);
  const minute = Number(groups.minute ?? 0);
  const second = Number(groups.second ?? 0);
  if (hour === null || hour > 23 || minute > 59 || second > 59) return null;

  const millisecond = Math.floor(Number(`0.${groups.fraction ?? 0}`) * 1000);
  const local = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  const date = new Date(local);
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    return null;
  return acceptYear(
    groups.zone === undefined ? localToInstant(local, timezone) : local - offsetOf(groups.zone),
  );
}

function hourOf(text: string | undefined, half: string | undefined): number | null {
  if (text === undefined) return NOON;
  const hour = Number(text);
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
}

/** Milliseconds that a written zone is ahead of UTC. */
function offsetOf(zone: string): number {
  const signed = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (signed === null) return 0;
  const minutes = Number(signed[2]) * 60 + Number(signed[3] ?? 0);
  return (signed[1] === "-" ? -minutes : minutes) * MINUTE;
}

/** `local` is the wall clock's reading, written as if it were UTC. */
function localToInstant(local: number, timezone: string): number {
  const [before, after] = offsetsAround(Math.floor(local / DAY), timezone);
  if (before === after) return local - before;
  const zone = IANAZone.create(timezone);
  const reads = (instant: number) => instant + zone.offset(instant) * MINUTE === local;
  return !reads(local - before) && reads(local - after) ? local - after : local - before;
}

const offsets = new Map<string, readonly [before: number, after: number]>();
const OFFSETS_LIMIT = 50_000;

/** The zone's offsets (ms) one day before and one day after a day of its calendar; looking them up is slow. */
function offsetsAround(day: number, timezone: string): readonly [before: number, after: number] {
  const key = `${timezone} ${day}`;
  let found = offsets.get(key);
  if (found === undefined) {
    const zone = IANAZone.create(timezone);
    found = [zone.offset((day - 1) * DAY) * MINUTE, zone.offset((day + 2) * DAY) * MINUTE];
    if (offsets.size >= OFFSETS_LIMIT) offsets.clear();
    offsets.set(key, found);
  }
  return found;
}

function acceptYear(instant: number): number | null {
  return instant >= Date.UTC(EARLIEST_YEAR, 0, 1) ? instant : null;
}
