import type { SignalLayer } from "@/lib/catalogue/catalogue";

/** Shapes of the public API's answers, as they travel (snake_case). Fields may be added by the server. */

export type LayerCounts = Readonly<Record<SignalLayer, number>>;

export interface ClusterProperties extends LayerCounts {
  readonly geohash: string;
  readonly precision: number;
  readonly count: number;
  readonly severity_mean: number;
}

export interface Cluster {
  readonly type: "Feature";
  readonly geometry: { readonly type: "Point"; readonly coordinates: readonly [number, number] };
  readonly properties: ClusterProperties;
}

export interface ClusterCollection {
  readonly type: "FeatureCollection";
  readonly features: readonly Cluster[];
}

export type ReportStatus = "open" | "acknowledged" | "in_progress" | "resolved" | "declined" | "gone";

export interface PublicReport {
  readonly id: string;
  readonly geohash: string;
  readonly city_id: string;
  readonly layer: SignalLayer;
  readonly category: string;
  readonly severity: number;
  readonly note: string | null;
  readonly lat: number;
  readonly lng: number;
  readonly status: ReportStatus;
  /** Path of the photo, or null. */
  readonly photo?: string | null;
  readonly confirmations: { readonly still_there: number; readonly gone: number };
  readonly created_at: string;
  readonly expires_at: string;
}

export type Scores = Readonly<Record<SignalLayer | "overall", number | null>>;

export interface Neighborhood {
  readonly geohash: string;
  readonly precision: number;
  readonly city_id: string;
  readonly name: string | null;
  readonly model: string;
  readonly calculated_at: string;
  readonly report_count: number;
  readonly report_count_7d: number;
  readonly confidence: number;
  readonly scores: Scores;
  readonly rank: { readonly position: number; readonly of: number } | null;
  readonly trend: Readonly<
    Partial<Record<SignalLayer, { current: number; previous: number; change: number | null }>>
  > | null;
  readonly history: readonly ({ readonly calculated_at: string } & Scores)[] | null;
  readonly categories: readonly { readonly category: string; readonly count: number }[];
  readonly recent_reports: readonly PublicReport[];
  readonly explanation: readonly {
    readonly report_id: string;
    readonly layer: SignalLayer;
    readonly weight: number;
    readonly effect: number;
  }[];
  readonly stale: boolean;
}

export interface PublicCity {
  readonly id: string;
  readonly name: string;
  readonly bbox: readonly [number, number, number, number];
  readonly center: { readonly lat: number; readonly lng: number };
  readonly timezone: string;
}

export interface NewReport {
  readonly id: string;
  readonly lat: number;
  readonly lng: number;
  readonly layer: SignalLayer;
  readonly category: string;
  readonly severity: number;
  readonly note?: string;
}

export interface FollowUp {
  readonly id: string;
  readonly author: "resident" | "city";
  /** Null while it waits for review; only its sender is told of such a one. */
  readonly text: string | null;
  readonly created_at: string;
}

export interface Place {
  readonly name: string;
  readonly lat: number;
  readonly lng: number;
}

export interface CityPlaces extends PublicCity {
  readonly neighborhoods: readonly Place[];
}

/** Reports of each cell on each of the last 30 days. */
export interface Replay {
  /** UTC days, oldest first. */
  readonly days: readonly string[];
  readonly cells: readonly {
    readonly geohash: string;
    readonly lat: number;
    readonly lng: number;
    /** One number a day, oldest first. */
    readonly counts: readonly number[];
  }[];
}
