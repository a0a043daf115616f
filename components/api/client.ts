import type { FeatureCollection } from "geojson";
import type { SignalLayer } from "@/lib/catalogue/catalogue";
import { deviceId } from "./device-id";
import type { CityPlaces, ClusterCollection, FollowUp, Neighborhood, PublicReport, Replay } from "./types";

/** The server answered with an error (`status` ≥ 400), or there was no answer (`status` 0). */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";

  constructor(
    readonly status: number,
    message: string,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(message);
  }

  /** True when the same request may well succeed later. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

interface Request {
  readonly method?: "GET" | "POST" | "DELETE";
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

async function call<T>(path: string, { method = "GET", body, signal }: Request = {}): Promise<T> {
  const response = await fetch(path, {
    method,
    signal: signal ?? null,
    headers: {
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(method === "GET" ? {} : { "X-Device-Id": deviceId() }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiProblem(0, "The network is out of reach");
  });
  if (!response.ok) throw await problemOf(response);
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const document = (await response.json().catch(() => null)) as { detail?: string; title?: string } | null;
  const wait = Number(response.headers.get("retry-after") ?? Number.NaN);
  return new ApiProblem(
    response.status,
    document?.detail ?? document?.title ?? response.statusText,
    Number.isFinite(wait) ? wait : null,
  );
}

const query = (values: Record<string, string | number | undefined>) =>
  new URLSearchParams(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  ).toString();

export type ViewBox = readonly [west: number, south: number, east: number, north: number];

export function fetchClusters(
  view: { bbox: ViewBox; zoom: number; window: string; categories?: string },
  signal?: AbortSignal,
): Promise<ClusterCollection> {
  return call(`/api/clusters?${query({ ...view, bbox: view.bbox.join(",") })}`, { signal });
}

/** Cells of the box as polygons with their scores and `confidence`. */
export function fetchScoreCells(bbox: ViewBox, signal?: AbortSignal): Promise<FeatureCollection> {
  return call(`/api/scores?${query({ bbox: bbox.join(",") })}`, { signal });
}

export function fetchReplay(
  { bbox, layer }: { bbox: ViewBox; layer: SignalLayer },
  signal?: AbortSignal,
): Promise<Replay> {
  return call(`/api/replay?${query({ bbox: bbox.join(","), layers: layer })}`, { signal });
}

export function fetchNeighborhood(geohash: string, signal?: AbortSignal): Promise<Neighborhood> {
  return call(`/api/neighborhood/${geohash}`, { signal });
}

export function fetchPlaces(signal?: AbortSignal): Promise<{ cities: readonly CityPlaces[] }> {
  return call("/api/places", { signal });
}

/** `geohash` is the report's 6-character cell; it spares the server a search. */
export function takeBackReport(id: string, geohash: string): Promise<void> {
  return call(`/api/reports/${id}?geohash=${geohash}`, { method: "DELETE" });
}

/** A report by its id and its 6-character cell; the cell spares the server a search. */
type ReportRef = Pick<PublicReport, "id" | "geohash">;

const reportPath = ({ id, geohash }: ReportRef, part: string) =>
  `/api/reports/${id}/${part}?geohash=${geohash}`;

export function fetchReport({ id, geohash }: ReportRef, signal?: AbortSignal): Promise<PublicReport> {
  return call(`/api/reports/${id}?geohash=${geohash}`, { signal });
}

export function fetchSimilar(
  place: { lat: number; lng: number; category: string },
  signal?: AbortSignal,
): Promise<{ reports: readonly PublicReport[] }> {
  return call(`/api/reports/similar?${query(place)}`, { signal });
}

export function confirmReport(report: ReportRef, kind: "still_there" | "gone"): Promise<PublicReport> {
  return call(reportPath(report, "confirmations"), { method: "POST", body: { kind } });
}

export function flagReport(report: ReportRef, reason: string): Promise<unknown> {
  return call(reportPath(report, "flags"), { method: "POST", body: { reason } });
}

export function fetchFollowUps(
  report: ReportRef,
  signal?: AbortSignal,
): Promise<{ messages: readonly FollowUp[] }> {
  return call(reportPath(report, "messages"), { signal });
}

export function sendFollowUp(report: ReportRef, text: string): Promise<FollowUp> {
  return call(reportPath(report, "messages"), { method: "POST", body: { text } });
}
