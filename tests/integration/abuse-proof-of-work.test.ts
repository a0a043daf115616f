import { type Challenge, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { limiterFlushed, reserve } from "@/lib/abuse/limiter";
import { LIMITS, STRIKES, SUSPICION } from "@/lib/abuse/limits";
import { PROOF_HEADER } from "@/lib/abuse/proof-of-work";
import type { Runtime } from "@/lib/platform/runtime";
import { postReport, reportBody } from "../support/report-api";
import { testRuntime } from "../support/test-runtime";

/** Twenty minutes into an hour, so that no test crosses into the next one. */
const NOW = (Math.floor(Date.now() / 3_600_000) + 1) * 3_600_000 + 20 * 60_000;
const runtime = { ...(await testRuntime({ STRATUM_TRUST_PROXY: "1" })), now: () => NOW };
const SUSPICIOUS = "192.0.2.1";
const ALSO_SUSPICIOUS = "192.0.2.2";

let sender = 0;

function send(network: string, proof?: string, at: Runtime = runtime): Promise<Response> {
  return postReport(at, reportBody({ id: v7({ msecs: NOW }) }), {
    "x-forwarded-for": network,
    "x-device-id": `device-number-${sender++}`,
    ...(proof !== undefined && { [PROOF_HEADER]: proof }),
  });
}

async function challengeFrom(network: string): Promise<Challenge> {
  const response = await send(network);
  expect(response.status).toBe(429);
  expect(response.headers.get("retry-after")).toBe("1");
  return (await response.json()).challenge;
}

async function solve(
  challenge: Challenge,
  change: (challenge: Challenge) => Challenge = (same) => same,
): Promise<string> {
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge: change(challenge), solution })).toString("base64");
}

beforeAll(async () => {
  for (const network of [SUSPICIOUS, ALSO_SUSPICIOUS]) {
    for (let n = 0; n < SUSPICION.reportsPerHour; n++) {
      (await reserve(runtime, LIMITS.report.network.counter, network)).commit();
    }
  }
  await limiterFlushed();
});

test("a report from a network that sent too much is refused with a challenge, and taken with its solution", async () => {
  const proof = await solve(await challengeFrom(SUSPICIOUS));
  expect((await send(SUSPICIOUS, proof)).status).toBe(201);
});

test("a solution is good for one report", async () => {
  const proof = await solve(await challengeFrom(SUSPICIOUS));
  const raced = await Promise.all([1, 2, 3, 4].map(() => send(SUSPICIOUS, proof)));
  expect(raced.map(({ status }) => status).sort()).toEqual([201, 429, 429, 429]);
  expect((await send(SUSPICIOUS, proof)).status).toBe(429);
});

test("a solution is good for the network it was made for", async () => {
  const proof = await solve(await challengeFrom(SUSPICIOUS));
  expect((await send(ALSO_SUSPICIOUS, proof)).status).toBe(429);
});

test("a solution expires after ten minutes", async () => {
  const proof = await solve(await challengeFrom(SUSPICIOUS));
  const later = { ...runtime, now: () => NOW + 10 * 60_000 };
  expect((await send(SUSPICIOUS, proof, later)).status).toBe(429);
});

test.each<[string, (challenge: Challenge) => Challenge]>([
  ["a later expiry", (c) => ({ ...c, parameters: { ...c.parameters, expiresAt: 4_000_000_000 } })],
  ["another network", (c) => ({ ...c, parameters: { ...c.parameters, data: { network: "elsewhere" } } })],
  ["less work", (c) => ({ ...c, parameters: { ...c.parameters, keyPrefix: "00" } })],
  ["no signature", ({ signature: _, ...c }) => c],
])("a challenge that was changed to %s is worth nothing", async (_, change) => {
  const proof = await solve(await challengeFrom(SUSPICIOUS), change);
  expect((await send(SUSPICIOUS, proof)).status).toBe(429);
});

test.each(["", "nonsense", Buffer.from("{}").toString("base64"), "x".repeat(5_000)])(
  "the proof %j is refused like none",
  async (proof) => {
    expect((await send(SUSPICIOUS, proof)).status).toBe(429);
  },
);

test("a quiet network needs no proof, until its devices have run into their limits often enough", async () => {
  const network = "192.0.2.3";
  expect((await send(network)).status).toBe(201);
  for (let n = 0; n < SUSPICION.strikesPerHour; n++)
    (await reserve(runtime, STRIKES.counter, network)).commit();
  await challengeFrom(network);
});
