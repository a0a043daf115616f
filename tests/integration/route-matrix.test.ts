import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { apiServices } from "@/lib/api-keys/api-services";
import type { Route } from "@/lib/http/handle";
import { PROJECT_ROOT } from "@/lib/platform/project-root";
import { ORIGIN } from "@/tests/support/account-requests";
import { ACTORS, type Actor, makeWorld, type World } from "@/tests/support/route-matrix-actors";
import { FRAMEWORK_ROUTES, ROUTES, type Row } from "@/tests/support/route-matrix-table";
import { testRuntime } from "@/tests/support/test-runtime";

const runtime = await testRuntime({ STRATUM_LIMITS: "off" });
afterAll(() => apiServices(runtime).close());

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/** Every route of the app, by what it is called: "GET /api/cities". */
const routes = new Map<string, Route<never>>();
const files = readdirSync(join(PROJECT_ROOT, "app"), { recursive: true, encoding: "utf8" });
for (const file of files.filter((name) => /(^|[\\/])route\.tsx?$/.test(name))) {
  const path = `/${file.replaceAll("\\", "/")}`.replace(/\/route\.tsx?$/, "").replace(/\/\([^)]*\)/g, "");
  const exported: Record<string, unknown> = await import(join(PROJECT_ROOT, "app", file));
  for (const method of METHODS) {
    if (typeof exported[method] === "function")
      routes.set(`${method} ${path}`, exported[method] as Route<never>);
  }
}

async function status(
  name: string,
  row: Row,
  world: World,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  const [method = ""] = name.split(" ");
  const { path = "/", params, body } = row.call(world);
  const isJson = body !== undefined;
  const abort = new AbortController();
  const request = new Request(ORIGIN + path, {
    method,
    signal: abort.signal,
    headers: {
      host: "localhost:3000",
      ...(method === "GET" ? {} : { origin: ORIGIN }),
      ...(isJson ? { "content-type": "application/json" } : {}),
      ...headers,
    },
    ...(isJson ? { body: JSON.stringify(body) } : {}),
  });
  const response = await (routes.get(name) as Route<never>)(
    request,
    { params: Promise.resolve(params as never) },
    runtime,
  );
  abort.abort();
  await response.body?.cancel().catch(() => undefined);
  return response.status;
}

const shared = await makeWorld(runtime);

test("every route of the app has a row, and every row a route", () => {
  const named = [...Object.keys(ROUTES), ...FRAMEWORK_ROUTES].sort();
  expect([...routes.keys()].sort()).toEqual(named);
});

describe("every route answers every actor as the table says", () => {
  test.each(Object.entries(ROUTES).filter(([name]) => routes.has(name)))("%s", async (name, row) => {
    const seen: Partial<Record<Actor, number>> = {};
    for (const actor of ACTORS) {
      const world = row.consumes === true ? await makeWorld(runtime) : shared;
      seen[actor] = await status(name, row, world, world.headers[actor]);
    }
    expect(seen).toEqual(row.expected);
  });
});

describe("a change that another site makes a browser send is refused", () => {
  const changing = Object.entries(ROUTES).filter(
    ([name, row]) =>
      !name.startsWith("GET ") &&
      routes.has(name) &&
      row.expected.nobody === 401 &&
      row.expected.agent !== 401,
  );

  test.each(changing)("%s", async (name, row) => {
    const actor = row.expected.agent === 403 ? "operator" : "agent";
    for (const origin of ["https://evil.example", "null"]) {
      const headers = { ...shared.headers[actor], origin };
      expect(await status(name, row, shared, headers)).toBe(403);
    }
  });
});
