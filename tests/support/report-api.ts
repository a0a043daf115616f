import { v7 } from "uuid";
import * as reportRoute from "@/app/api/reports/[id]/route";
import * as reportsRoute from "@/app/api/reports/route";
import type { Runtime } from "@/lib/platform/runtime";

const ORIGIN = "http://localhost";

export type Headers = Readonly<Record<string, string>>;

/** A body that `POST /api/reports` takes, in downtown San Francisco unless `fields` say otherwise. */
export function reportBody(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: v7(),
    lat: 37.77493,
    lng: -122.41942,
    layer: "safety",
    category: "poor_lighting",
    severity: 3,
    ...fields,
  };
}

export function postReport(runtime: Runtime, body: unknown, headers: Headers = {}): Promise<Response> {
  const request = new Request(`${ORIGIN}/api/reports`, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });
  return reportsRoute.POST(request, { params: Promise.resolve({}) }, runtime);
}

export function listReports(runtime: Runtime, query: Readonly<Record<string, string>>): Promise<Response> {
  const request = new Request(`${ORIGIN}/api/reports?${new URLSearchParams(query)}`);
  return reportsRoute.GET(request, { params: Promise.resolve({}) }, runtime);
}

export function getReport(
  runtime: Runtime,
  id: string,
  query: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const request = new Request(`${ORIGIN}/api/reports/${id}?${new URLSearchParams(query)}`);
  return reportRoute.GET(request, { params: Promise.resolve({ id }) }, runtime);
}

export function deleteReport(runtime: Runtime, id: string, headers: Headers = {}): Promise<Response> {
  const request = new Request(`${ORIGIN}/api/reports/${id}`, { method: "DELETE", headers });
  return reportRoute.DELETE(request, { params: Promise.resolve({ id }) }, runtime);
}
