import type { Sql } from "postgres";
import type { ScoringModelName } from "@/lib/scoring/score";

/** What the calibrated model bends around in a city, in points, and which model the city's scores come from. */
export interface StoredCalibration {
  readonly cityId: string;
  readonly name: string;
  readonly model: ScoringModelName;
  readonly hSafety: number;
  readonly hInfrastructure: number;
  readonly kVibe: number;
  readonly kOpportunity: number;
  /** Null as long as the city was not measured: the numbers are then the least ones. */
  readonly calibratedAt: Date | null;
}

/** The calibration of every city, by name. One statement on a table of a few rows. */
export function listCalibrations(sql: Sql): Promise<StoredCalibration[]> {
  return sql<StoredCalibration[]>`
    select id as city_id, name, scoring_model as model, h_safety, h_infrastructure, k_vibe, k_opportunity, calibrated_at
    from cities order by name`;
}
