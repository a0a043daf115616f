import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { choosePort } from "@/lib/platform/start/port";

const server = createServer();
let taken = 0;

beforeEach(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  taken = typeof address === "object" ? (address?.port ?? 0) : 0;
});

afterEach(async () => {
  server.close();
  await once(server, "close");
});

test("a named port that is taken, if only on the loopback address, is refused by name", async () => {
  await expect(choosePort({ PORT: String(taken) })).rejects.toThrow(`Port ${taken} is taken`);
});

test.each(["http", "-1", "70000", "3000.5"])("refuses %s as a port", async (PORT) => {
  await expect(choosePort({ PORT })).rejects.toThrow(/PORT must be a whole number/);
});

test("port 0 means any free one", async () => {
  const port = await choosePort({ PORT: "0" });
  expect(port).toBeGreaterThan(0);
  expect(port).not.toBe(taken);
});
