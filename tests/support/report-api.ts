import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { v7 } from "uuid";
import * as confirmationsRoute from "@/app/api/reports/[id]/confirmations/route";
import * as flagsRoute from "@/app/api/reports/[id]/flags/route";
import * as messagesRoute from "@/app/api/reports/[id]/messages/route";
import * as photoRoute from "@/app/api/reports/[id]/photo/route";
import * as reportRoute from "@/app/api/reports/[id]/route";
import * as reportsRoute from "@/app/api/reports/route";
import * as similarRoute from "@/app/api/reports/similar/route";
import type { Route } from "@/lib/http/handle";
import type { Runtime } from "@/lib/platform/runtime";
import { draftReport } from "@/lib/reports/draft-report";
import { idTimestamp } from "@/lib/reports/report-id";
import { type StoredReport, toItem } from "@/lib/reports/report-item";
import { reportSchema } from "@/lib/reports/report-schema";

const ORIGIN = "http://localhost";

export type Headers = Readonly<Record<string, string>>;
type Query = Readonly<Record<string, string>>;

/** A body that `POST /api/reports` takes, in downtown San Francisco unless `fields` say otherwise. */
export function reportBody(fields: Readonly<Record<string, unknown>> = {}) {
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
  return reportsRoute.POST(post("/api/reports", body, headers), params({}), runtime);
}

export function listReports(runtime: Runtime, query: Query): Promise<Response> {
  return reportsRoute.GET(get("/api/reports", query), params({}), runtime);
}

export function findSimilarReports(runtime: Runtime, query: Query): Promise<Response> {
  return similarRoute.GET(get("/api/reports/similar", query), params({}), runtime);
}

export function getReport(runtime: Runtime, id: string, query: Query = {}): Promise<Response> {
  return reportRoute.GET(get(`/api/reports/${id}`, query), params({ id }), runtime);
}

export function deleteReport(runtime: Runtime, id: string, headers: Headers = {}): Promise<Response> {
  const request = new Request(`${ORIGIN}/api/reports/${id}`, { method: "DELETE", headers });
  return reportRoute.DELETE(request, params({ id }), runtime);
}

export function listMessages(runtime: Runtime, id: string, query: Query = {}): Promise<Response> {
  return messagesRoute.GET(get(`/api/reports/${id}/messages`, query), params({ id }), runtime);
}

export const confirm = responder("confirmations", confirmationsRoute.POST);
export const flag = responder("flags", flagsRoute.POST);
export const postMessage = responder("messages", messagesRoute.POST);

export function postPhoto(
  runtime: Runtime,
  id: string,
  bytes: Uint8Array,
  headers: Headers = {},
): Promise<Response> {
  const body = Uint8Array.from(bytes);
  const request = new Request(`${ORIGIN}/api/reports/${id}/photo`, { method: "POST", body, headers });
  return photoRoute.POST(request, params({ id }), runtime);
}

export function getPhoto(runtime: Runtime, id: string): Promise<Response> {
  return photoRoute.GET(get(`/api/reports/${id}/photo`, {}), params({ id }), runtime);
}

/** Puts a report straight into the table, as it would stand there with these `changes`. */
export async function storeReport(
  runtime: Runtime,
  changes: Partial<StoredReport> = {},
): Promise<StoredReport> {
  const { dynamo } = runtime;
  const position = {
    ...(changes.lat !== undefined && { lat: changes.lat }),
    ...(changes.lng !== undefined && { lng: changes.lng }),
  };
  const input = reportSchema.parse(
    reportBody({ ...position, ...(changes.id !== undefined && { id: changes.id }) }),
  );
  const { report, shard } = draftReport(input, idTimestamp(input.id ?? ""), {});
  const stored = { ...report, ...changes };
  await dynamo.documents.send(
    new PutCommand({ TableName: dynamo.tables.reports, Item: toItem(stored, shard) }),
  );
  return stored;
}

function responder(path: string, route: Route<{ id: string }>) {
  return (runtime: Runtime, id: string, body: unknown, headers: Headers = {}): Promise<Response> =>
    route(post(`/api/reports/${id}/${path}`, body, headers), params({ id }), runtime);
}

function post(path: string, body: unknown, headers: Headers): Request {
  return new Request(ORIGIN + path, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });
}

function get(path: string, query: Query): Request {
  return new Request(`${ORIGIN}${path}?${new URLSearchParams(query)}`);
}

function params<Params>(values: Params): { params: Promise<Params> } {
  return { params: Promise.resolve(values) };
}
