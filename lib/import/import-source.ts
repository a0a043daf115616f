import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { findCategory, type Severity, SIGNAL_LAYERS, type SignalLayer } from "@/lib/catalogue/catalogue";

/** What the importer wants to know of a row; `columns` of a mapping file names where each may stand. */
export const ROW_FIELDS = ["id", "created", "type", "detail", "lat", "lng", "point"] as const;
export type RowField = (typeof ROW_FIELDS)[number];

/** One line of a mapping file: rows whose type (and detail) match become `category`, or are left out on purpose. */
export type MappingRule =
  | {
      readonly type: RegExp;
      readonly detail: RegExp | null;
      readonly layer: SignalLayer;
      readonly category: string;
      readonly severity: Severity;
      /** Note that the report carries: words of the mapping file, never of the row. */
      readonly label: string | null;
    }
  | { readonly type: RegExp; readonly detail: RegExp | null; readonly ignore: string };

/** A kind of 311 export, as `data/import/<id>.json` describes it. */
export interface ImportSource {
  readonly id: string;
  readonly title: string;
  /** IANA time zone of times that carry none. */
  readonly timezone: string;
  /** `[west, south, east, north]`, degrees: rows outside are not from this city. */
  readonly area: readonly [number, number, number, number];
  /** `[lon, lat]` pairs that the portal writes where it knows no position. */
  readonly missingPositions: readonly (readonly [number, number])[];
  /** Column names, normalised, best first. */
  readonly columns: Readonly<Record<RowField, readonly string[]>>;
  readonly rules: readonly MappingRule[];
}

const pattern = z
  .string()
  .min(1)
  .transform((text, context) => {
    try {
      return new RegExp(text, "iu");
    } catch (error) {
      context.addIssue({ code: "custom", message: `not a regular expression: ${String(error)}` });
      return z.NEVER;
    }
  });

const severity = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);

const importRule = z
  .strictObject({
    type: pattern,
    detail: pattern.optional(),
    layer: z.enum(SIGNAL_LAYERS),
    category: z.string(),
    severity,
    label: z.string().min(1).max(80).optional(),
  })
  .superRefine((rule, context) => {
    const layer = findCategory(rule.category)?.layer;
    if (layer === undefined) {
      context.addIssue({ code: "custom", path: ["category"], message: `no category "${rule.category}"` });
    } else if (layer !== rule.layer) {
      context.addIssue({
        code: "custom",
        path: ["layer"],
        message: `"${rule.category}" is of layer ${layer}`,
      });
    }
  })
  .transform((rule): MappingRule => ({ ...rule, detail: rule.detail ?? null, label: rule.label ?? null }));

const ignoreRule = z
  .strictObject({ type: pattern, detail: pattern.optional(), ignore: z.string().min(1) })
  .transform((rule): MappingRule => ({ ...rule, detail: rule.detail ?? null }));

/** Tells an ignore rule from an import rule first, so that a fault is named and not just "no variant fits". */
const rule = z.unknown().transform((value, context) => {
  const ignores = typeof value === "object" && value !== null && "ignore" in value;
  const parsed = (ignores ? ignoreRule : importRule).safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) context.addIssue({ code: "custom", path, message });
  return z.NEVER;
});

const aliases = z.array(z.string().min(1).transform(normalizeName)).min(1);
const degrees = z.number().min(-180).max(180);

const sourceFile = z.strictObject({
  title: z.string().min(1),
  about: z.string(),
  timezone: z
    .string()
    .refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone), "not an IANA zone"),
  area: z.tuple([degrees, degrees, degrees, degrees]),
  missing_positions: z.array(z.tuple([degrees, degrees])),
  columns: z.strictObject({
    id: aliases,
    created: aliases,
    type: aliases,
    detail: aliases.optional().default([]),
    lat: aliases,
    lng: aliases,
    point: aliases,
  }),
  rules: z.array(rule).min(1),
});

const FOLDER = new URL("../../data/import/", import.meta.url);

/** Ids of the known sources: one per file in `data/import`. */
export function listImportSources(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .sort();
}

/** The source of that id. Throws an error fit for a person if there is none or its file is not valid. */
export function loadImportSource(id: string): ImportSource {
  const known = listImportSources();
  if (!known.includes(id)) throw new Error(`There is no source "${id}". Known: ${known.join(", ")}.`);
  const text = readFileSync(new URL(`${id}.json`, FOLDER), "utf8");
  return parseImportSource(id, JSON.parse(text));
}

/** Checks the content of a mapping file. Throws an error that names the place and the fault. */
export function parseImportSource(id: string, content: unknown): ImportSource {
  const parsed = sourceFile.safeParse(content);
  if (!parsed.success) throw new Error(`data/import/${id}.json: ${z.prettifyError(parsed.error)}`);
  const { title, timezone, area, missing_positions, columns, rules } = parsed.data;
  return { id, title, timezone, area, missingPositions: missing_positions, columns, rules };
}

/** Column names compare without case, spaces and signs: "Unique Key" and `unique_key` are one. */
export function normalizeName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "");
}
