import { expect, test } from "vitest";
import { POST } from "@/app/api/reports/route";
import { scanTable } from "../support/count-items";
import { hostileBodies } from "../support/hostile-bodies";
import { postReport, reportBody } from "../support/report-api";
import { testRuntime } from "../support/test-runtime";

const runtime = await testRuntime();
const corpus = hostileBodies();

function send(
  body: BodyInit,
  headers: Record<string, string> = { "content-type": "application/json" },
): Promise<Response> {
  const request = new Request("http://localhost/api/reports", { method: "POST", body, headers });
  return POST(request, { params: Promise.resolve({}) }, runtime);
}

test("the corpus holds at least 300 different bodies", () => {
  expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
  expect(corpus.length).toBeGreaterThanOrEqual(300);
});

test("each hostile body is refused with its own status as a problem document that names the field", async () => {
  await postReport(runtime, reportBody());
  const before = await scanTable(runtime, "reports");
  for (const { name, body, status, field } of corpus) {
    const response = await send(body);
    const problem = await response.json();
    expect([name, response.status, problem.status]).toEqual([name, status, status]);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(problem).toMatchObject({
      type: expect.any(String),
      title: expect.any(String),
      request_id: expect.any(String),
    });
    if (field !== null)
      expect([name, problem.errors.map((e: { path: string }) => e.path)]).toEqual([name, [field]]);
  }
  expect(await scanTable(runtime, "reports")).toEqual(before);
});

test.each([
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/jsonp",
])("the content type %s is refused with 415", async (type) => {
  const response = await send(JSON.stringify(reportBody()), { "content-type": type });
  expect([response.status, response.headers.get("content-type")]).toEqual([415, "application/problem+json"]);
});

test("fields that are not asked for are passed over and never stored", async () => {
  const body = reportBody({ expires_at: 9e9, hidden: true, status: "resolved", flags: 99, still_there: 50 });
  const response = await postReport(runtime, body);
  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({ status: "open", confirmations: { still_there: 0, gone: 0 } });
});
