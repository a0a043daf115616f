import type { Sql } from "postgres";
import { findCity } from "@/lib/cities/cities";
import { type Calibration, DEFAULT_CALIBRATION } from "@/lib/scoring/calibrated";
import type { ScoringModelName } from "@/lib/scoring/score";

/** How a city is scored. */
export interface CitySettings {
  readonly model: ScoringModelName;
  readonly calibration: Calibration;
}

type SettingsOf = (cityId: string) => CitySettings;

const FRESH_MS = 30_000;
const known = new WeakMap<Sql, { readAt: number; settingsOf: SettingsOf }>();

/**
 * Scoring settings of every city, at most half a minute old. While PostgreSQL is away the last known ones, or the city
 * files, answer. A place outside every city is scored by the classic model.
 */
export async function citySettings(sql: Sql, now: number): Promise<SettingsOf> {
  const held = known.get(sql);
  if (held !== undefined && now - held.readAt < FRESH_MS) return held.settingsOf;
  try {
    const settingsOf = await readSettings(sql);
    known.set(sql, { readAt: now, settingsOf });
    return settingsOf;
  } catch {
    return held?.settingsOf ?? fromCityFile;
  }
}

interface SettingsRow {
  readonly id: string;
  readonly scoringModel: ScoringModelName;
  readonly hSafety: number;
  readonly hInfrastructure: number;
  readonly kVibe: number;
  readonly kOpportunity: number;
}

async function readSettings(sql: Sql): Promise<SettingsOf> {
  const rows = await sql<SettingsRow[]>`
    select id, scoring_model, h_safety, h_infrastructure, k_vibe, k_opportunity from cities`;
  const byId = new Map(
    rows.map((row): [string, CitySettings] => [
      row.id,
      {
        model: row.scoringModel,
        calibration: {
          H: { safety: row.hSafety, infrastructure: row.hInfrastructure },
          K: { vibe: row.kVibe, opportunity: row.kOpportunity },
        },
      },
    ]),
  );
  return (cityId) => byId.get(cityId) ?? fromCityFile(cityId);
}

const fromCityFile: SettingsOf = (cityId) => ({
  model: findCity(cityId)?.scoringModel ?? "classic",
  calibration: DEFAULT_CALIBRATION,
});
