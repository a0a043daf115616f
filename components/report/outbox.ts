import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { NewReport } from "@/components/api/types";
import { encodeGeohash } from "@/lib/geo/geohash";

/**
 * Signals on their way. Each waits in IndexedDB until the server has acknowledged it, so a lost network, a closed tab
 * or a full restart loses none; the id made here makes the server store it once, however often it is sent.
 */
export interface WaitingReport {
  readonly report: NewReport;
  readonly deviceId: string;
  /** Milliseconds since the epoch. */
  readonly queuedAt: number;
  readonly photo?: Blob;
}

export type SendOutcome =
  | { readonly kind: "sent" }
  | { readonly kind: "later"; readonly retryAfterSeconds: number | null }
  | { readonly kind: "refused"; readonly detail: string };

interface OutboxSchema extends DBSchema {
  reports: { key: string; value: WaitingReport };
}

const LOCK = "stratum-outbox";

let opened: Promise<IDBPDatabase<OutboxSchema>> | undefined;

function database(): Promise<IDBPDatabase<OutboxSchema>> {
  opened ??= openDB<OutboxSchema>("stratum", 1, {
    upgrade: (db) => {
      db.createObjectStore("reports", { keyPath: "report.id" });
    },
  });
  return opened;
}

export async function keepReport(waiting: WaitingReport): Promise<void> {
  await (await database()).put("reports", waiting);
}

/** Takes a signal out again. True when it was still waiting. */
export async function dropReport(id: string): Promise<boolean> {
  const db = await database();
  const isWaiting = (await db.getKey("reports", id)) !== undefined;
  await db.delete("reports", id);
  return isWaiting;
}

export async function waitingReports(): Promise<readonly WaitingReport[]> {
  const all = await (await database()).getAll("reports");
  return all.sort((a, b) => a.queuedAt - b.queuedAt);
}

/** One attempt. What the server took or will never take is "sent" or "refused"; all else is worth another try. */
async function sendOnce(waiting: WaitingReport, proof: string | null = null): Promise<SendOutcome> {
  const response = await post(waiting, proof);
  if (response?.ok) {
    if (waiting.photo !== undefined) await sendPhoto(waiting, waiting.photo);
    return { kind: "sent" };
  }
  const problem = ((await response?.json().catch(() => null)) ?? {}) as Problem;
  const { challenge } = problem;
  if (response?.status === 429 && challenge !== undefined && proof === null) {
    const solved = await import("./solve-challenge").then((work) => work.proofOfWork(challenge));
    if (solved !== null) return sendOnce(waiting, solved);
  }
  if (response === null || response.status === 408 || response.status === 429 || response.status >= 500) {
    const wait = Number(response?.headers.get("retry-after") ?? Number.NaN);
    return { kind: "later", retryAfterSeconds: Number.isFinite(wait) ? wait : null };
  }
  return { kind: "refused", detail: problem.detail ?? response.statusText };
}

interface Problem {
  readonly detail?: string;
  /** A proof of work that a suspicious network has to bring. */
  readonly challenge?: Parameters<typeof import("./solve-challenge").proofOfWork>[0];
}

function post({ report, deviceId }: WaitingReport, proof: string | null): Promise<Response | null> {
  const headers = {
    "Content-Type": "application/json",
    "X-Device-Id": deviceId,
    ...(proof === null ? {} : { "X-Proof-Of-Work": proof }),
  };
  return fetch("/api/reports", { method: "POST", headers, body: JSON.stringify(report) }).catch(() => null);
}

/** The photo follows its report once; a report whose photo is lost is still a report. */
async function sendPhoto({ report, deviceId }: WaitingReport, photo: Blob): Promise<void> {
  const cell = encodeGeohash([report.lng, report.lat], 6);
  await fetch(`/api/reports/${report.id}/photo?geohash=${cell}`, {
    method: "POST",
    headers: { "Content-Type": photo.type || "application/octet-stream", "X-Device-Id": deviceId },
    body: photo,
  }).catch(() => null);
}

/**
 * Sends everything that waits, oldest first, and stops at the first that must wait longer. Page and service worker
 * may both try: a lock lets one go at a time.
 */
export async function flushOutbox(
  onOutcome: (waiting: WaitingReport, outcome: SendOutcome) => void = () => {},
): Promise<void> {
  await navigator.locks.request(LOCK, async () => {
    for (const waiting of await waitingReports()) {
      const outcome = await sendOnce(waiting);
      if (outcome.kind !== "later") await dropReport(waiting.report.id);
      onOutcome(waiting, outcome);
      if (outcome.kind === "later") return;
    }
  });
}
