import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { returnLease, takeLease } from "@/lib/api-keys/quota-ledger";
import { createQuotaMeter, type QuotaMeter } from "@/lib/api-keys/quota-meter";
import { PROJECT_ROOT } from "@/lib/platform/project-root";
import { makeSubscription, makeUser } from "@/tests/support/account-fixtures";
import { testRuntime } from "@/tests/support/test-runtime";

const runtime = await testRuntime();
const { sql, env } = runtime;
const { organizationId } = await makeUser(sql);
const folder = mkdtempSync(join(tmpdir(), "stratum-quota-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function subject(limit: number) {
  return {
    subscriptionId: await makeSubscription(sql, organizationId, { limit }),
    mode: "live" as const,
    limit,
  };
}

async function servedOf(meter: QuotaMeter, calls: number, who: Awaited<ReturnType<typeof subject>>) {
  const verdicts = await Promise.all(Array.from({ length: calls }, () => meter.charge(who)));
  return verdicts.filter(({ served }) => served).length;
}

async function granted(subscriptionId: string): Promise<number> {
  const [row] = await sql`select granted from quota_months where subscription_id = ${subscriptionId}`;
  return row?.granted ?? 0;
}

describe("one process", () => {
  test.each([1, 2, 39, 40, 41, 137])(
    "serves exactly %i calls: limit − 1, limit, and not limit + 1",
    async (limit) => {
      const who = await subject(limit);
      const meter = createQuotaMeter(sql, Date.now);
      for (let left = limit - 1; left >= 0; left--) {
        expect(await meter.charge(who)).toMatchObject({ served: true, limit, remaining: left });
      }
      expect(await meter.charge(who)).toMatchObject({ served: false, remaining: 0 });
      await meter.close();
      expect(await granted(who.subscriptionId)).toBe(limit);
    },
  );

  test("a limit of 0 serves nothing and writes nothing", async () => {
    const who = await subject(0);
    const meter = createQuotaMeter(sql, Date.now);
    expect(await meter.charge(who)).toMatchObject({ served: false });
    expect(await sql`select 1 from quota_months where subscription_id = ${who.subscriptionId}`).toHaveLength(
      0,
    );
  });

  test("a raised limit is served at once after a refusal", async () => {
    const who = await subject(3);
    const meter = createQuotaMeter(sql, Date.now);
    expect(await servedOf(meter, 5, who)).toBe(3);
    expect(await servedOf(meter, 9, { ...who, limit: 10 })).toBe(7);
  });

  test("the month turns at midnight UTC of the first, and the old month's unused calls stay there", async () => {
    const edge = Date.UTC(2026, 11, 1);
    let now = edge - 1;
    const who = await subject(1_000);
    const meter = createQuotaMeter(sql, () => now);
    expect((await meter.charge(who)).remaining).toBe(999);
    now = edge;
    expect(await meter.charge(who)).toMatchObject({ served: true, remaining: 999 });
    await meter.close();
    const months = await sql`
      select month::text, granted from quota_months where subscription_id = ${who.subscriptionId} order by month`;
    expect([...months]).toEqual([
      { month: "2026-11-01", granted: 1 },
      { month: "2026-12-01", granted: 1 },
    ]);
  });

  test("a refunded call can be served again", async () => {
    const who = await subject(2);
    const meter = createQuotaMeter(sql, Date.now);
    expect(await servedOf(meter, 2, who)).toBe(2);
    await meter.refund(who, (await meter.peek(who)).month);
    expect((await meter.charge(who)).served).toBe(true);
    expect((await meter.charge(who)).served).toBe(false);
  });

  test("unused calls come back by themselves when the lease ends, and the state equals the ledger", async () => {
    const who = await subject(10_000);
    const meter = createQuotaMeter(sql, Date.now, { leaseTtlMs: 50 });
    expect((await meter.charge(who)).remaining).toBe(9_999);
    await expect.poll(() => granted(who.subscriptionId)).toBe(1);
    expect((await meter.peek(who)).remaining).toBe(9_999);
    expect(await sql`select 1 from quota_leases where subscription_id = ${who.subscriptionId}`).toHaveLength(
      0,
    );
  });

  test("warns at 80 and at 100 percent", async () => {
    const warned: number[] = [];
    const meter = createQuotaMeter(sql, Date.now, { onWarning: (_, __, percent) => warned.push(percent) });
    const who = await subject(10);
    await servedOf(meter, 7, who);
    expect(warned).toEqual([]);
    await meter.charge(who);
    expect(warned).toEqual([80]);
    await servedOf(meter, 4, who);
    expect(warned.at(-1)).toBe(100);
  });
});

describe("the ledger", () => {
  test("a lease given back twice gives its calls back once", async () => {
    const who = await subject(10_000);
    const leaseId = crypto.randomUUID();
    const month = "2026-11-01";
    await takeLease(sql, { subject: who, month, leaseId, spentLeaseId: null, maxBlock: 50, ttlMs: 1_000 });
    await returnLease(sql, leaseId, 20);
    await returnLease(sql, leaseId, 20);
    expect(await granted(who.subscriptionId)).toBe(30);
  });

  test("no lease takes more than a fortieth of what is left", async () => {
    const who = await subject(400);
    const sizes: number[] = [];
    for (;;) {
      const taken = await takeLease(sql, {
        subject: who,
        month: "2026-11-01",
        leaseId: crypto.randomUUID(),
        spentLeaseId: null,
        maxBlock: 50,
        ttlMs: 1_000,
      });
      if (taken === undefined) break;
      sizes.push(taken.size);
      expect(taken.size).toBe(Math.max(1, Math.floor((400 - (taken.granted - taken.size)) / 40)));
    }
    expect(sizes.reduce((a, b) => a + b)).toBe(400);
  });
});

describe("several processes", () => {
  test("healthy ones serve the limit to the last call, even when one of them holds unused calls", async () => {
    const who = await subject(500);
    const meters = [0, 1, 2, 3].map(() => createQuotaMeter(sql, Date.now, { leaseTtlMs: 300 }));
    const [idle, ...busy] = meters;
    if (idle === undefined) throw new Error("no meter");
    expect((await idle.charge(who)).served).toBe(true);
    const served = await Promise.all(busy.map((meter) => servedOf(meter, 200, who)));
    expect(1 + served.reduce((a, b) => a + b)).toBe(500);
    expect((await idle.charge(who)).served).toBe(false);
  });

  test("12,000 concurrent calls from four processes, five of them killed, serve at most 10,000", async () => {
    const limit = 10_000;
    const kills = 5;
    const who = await subject(limit);
    const file = join(folder, "served");
    writeFileSync(file, "");
    const served = () => statSync(file).size;
    const start = (calls: number) =>
      spawn(
        process.execPath,
        [
          "--import",
          "tsx",
          "tests/support/quota-process.ts",
          env.databaseUrl,
          who.subscriptionId,
          `${limit}`,
          `${calls}`,
          file,
        ],
        { cwd: PROJECT_ROOT, stdio: ["ignore", "ignore", "inherit"] },
      );
    const ended = (child: ChildProcess) => once(child, "exit");

    const running = new Set<ChildProcess>();
    const launch = () => {
      const child = start(3_000);
      running.add(child);
      void ended(child).then(() => running.delete(child));
    };
    for (let i = 0; i < 4; i++) launch();
    for (let kill = 1; kill <= kills; kill++) {
      await expect.poll(served, { timeout: 30_000, interval: 5 }).toBeGreaterThan(kill * 900);
      const [victim] = running;
      expect(victim?.kill("SIGKILL")).toBe(true);
      launch();
    }
    await Promise.all([...running].map(ended));
    while (running.size > 0) await Promise.all([...running].map(ended));

    expect(served()).toBeLessThanOrEqual(limit);
    expect(served()).toBeGreaterThanOrEqual(limit - kills * 50);
    expect(await granted(who.subscriptionId)).toBe(limit);
  });
});
