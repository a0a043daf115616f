import { describe, expect, test } from "vitest";
import {
  ENTITLEMENTS,
  entitlementsFor,
  findPlan,
  formatPrice,
  PAID_PLAN_IDS,
  PLANS,
} from "@/lib/plans/plans";

describe("plans", () => {
  test("prices and calls are the published ones", () => {
    expect(Object.values(PLANS).map((plan) => [plan.id, plan.priceCents, plan.callsPerMonth])).toEqual([
      ["resident", 0, 0],
      ["agent", 4_900, 10_000],
      ["city", 29_900, 10_000],
    ]);
  });

  test("each paid plan has a Stripe price name of its own and the free one has none", () => {
    const names = PAID_PLAN_IDS.map((id) => PLANS[id].stripeLookupKey);
    expect(new Set(names).size).toBe(PAID_PLAN_IDS.length);
    expect(names).not.toContain(null);
    expect(PLANS.resident.stripeLookupKey).toBeNull();
  });

  test("city opens everything, agent all but city tools, resident nothing", () => {
    expect(PLANS.city.entitlements).toEqual(ENTITLEMENTS);
    expect(ENTITLEMENTS.filter((e) => !PLANS.agent.entitlements.includes(e))).toEqual([
      "hotspots",
      "dashboard",
    ]);
    expect(PLANS.resident.entitlements).toEqual([]);
  });

  test("test keys never open exports or the dashboard", () => {
    for (const plan of Object.values(PLANS)) {
      expect(entitlementsFor(plan, "test")).not.toContain("exports");
      expect(entitlementsFor(plan, "test")).not.toContain("dashboard");
    }
  });

  test("an unknown plan id is no plan, not even a property of Object", () => {
    expect(findPlan("constructor")).toBeNull();
    expect(findPlan("agent")).toBe(PLANS.agent);
  });

  test("whole dollars are shown without cents", () => {
    expect([0, 4_900, 4_950].map(formatPrice)).toEqual(["$0", "$49", "$49.50"]);
  });
});
