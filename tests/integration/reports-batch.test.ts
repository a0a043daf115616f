import { afterAll, afterEach, expect, inject, test } from "vitest";
import type { AppError } from "@/lib/http/problem";
import { reportSchema } from "@/lib/reports/report-schema";
import { submitReport } from "@/lib/reports/submit-report";
import { submitReports } from "@/lib/reports/submit-reports";
import { reportBody } from "../support/report-api";
import { storedReports } from "../support/stored-reports";
import { testRuntime } from "../support/test-runtime";
import { startThrottlingProxy } from "../support/throttling-proxy";

const proxy = await startThrottlingProxy(inject("engines").dynamodbEndpoint);
afterAll(() => proxy.close());
const runtime = await testRuntime({ STRATUM_LIMITS: "off", DYNAMODB_ENDPOINT: proxy.endpoint });

afterEach(() => {
  proxy.rate = 0;
});

const newInputs = (count: number) => Array.from({ length: count }, () => reportSchema.parse(reportBody()));

const stored = async () => new Map((await storedReports(runtime)).map((report) => [report.id, report]));

const outcomes = (results: readonly (object | AppError)[]) =>
  results.map((result) => ("outcome" in result ? result.outcome : (result as AppError).code));

test.each(["half-batch", "throttle", "lose-answer"] as const)(
  "with %s faults in most calls every report of a batch is stored, and all are told as new",
  async (fault) => {
    const inputs = newInputs(230);
    proxy.fault = fault;
    proxy.rate = 0.7;
    const results = await submitReports(runtime, inputs);
    proxy.rate = 0;
    expect(new Set(outcomes(results))).toEqual(new Set(["created"]));
    const there = await stored();
    expect(inputs.filter(({ id = "" }) => !there.has(id))).toEqual([]);
  },
);

test("what is there stays as it is, and each report is answered for itself, in order", async () => {
  const [known, other, fresh] = newInputs(3);
  if (known === undefined || other === undefined || fresh === undefined) throw new Error("no inputs");
  await submitReport(runtime, known);
  await submitReport(runtime, other);
  const before = await stored();
  proxy.fault = "half-batch";
  proxy.rate = 1;
  const results = await submitReports(runtime, [
    fresh,
    { ...other, severity: other.severity === 5 ? 1 : 5 },
    known,
    fresh,
    { ...known, id: "0190163d-8694-739b-aea5-966c26f8ad91" },
  ]);
  proxy.rate = 0;
  expect(outcomes(results)).toEqual(["created", "invalid", "replayed", "replayed", "invalid"]);
  const after = await stored();
  expect(after.size).toBe(before.size + 1);
  for (const [id, report] of before) expect(after.get(id)).toEqual(report);
});
