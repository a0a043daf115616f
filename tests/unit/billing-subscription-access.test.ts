import { describe, expect, test } from "vitest";
import {
  PAST_DUE_GRACE_DAYS,
  RENEWAL_SLACK_DAYS,
  subscriptionAccess,
} from "@/lib/billing/subscription-access";

const DAY = 86_400_000;
const start = Date.UTC(2026, 10, 1);
const end = Date.UTC(2026, 11, 1);
const state = (status: string, cancelAtPeriodEnd = false) => ({
  status,
  currentPeriodStart: new Date(start),
  currentPeriodEnd: new Date(end),
  cancelAtPeriodEnd,
});

describe("subscription access", () => {
  test("a cancelled subscription stays open to the last millisecond of its period and not one more", () => {
    expect(subscriptionAccess(state("active", true), end - 1)).toEqual({ active: true, grace: false });
    expect(subscriptionAccess(state("active", true), end)).toEqual({ active: false, reason: "ended" });
    expect(subscriptionAccess(state("trialing", true), end)).toEqual({ active: false, reason: "ended" });
  });

  test("a renewal that was not heard of yet keeps the subscription open for the slack", () => {
    const closes = end + RENEWAL_SLACK_DAYS * DAY;
    expect(subscriptionAccess(state("active"), closes - 1)).toEqual({ active: true, grace: true });
    expect(subscriptionAccess(state("active"), closes).active).toBe(false);
  });

  test("a failed payment leaves the grace days, counted from the unpaid period's start", () => {
    const closes = start + PAST_DUE_GRACE_DAYS * DAY;
    expect(subscriptionAccess(state("past_due"), closes - 1)).toEqual({ active: true, grace: true });
    expect(subscriptionAccess(state("past_due"), closes)).toEqual({ active: false, reason: "unpaid" });
  });

  test.each(["unpaid", "canceled", "incomplete", "incomplete_expired", "paused", "a word of the future"])(
    "%s opens nothing",
    (status) => expect(subscriptionAccess(state(status), start + 1).active).toBe(false),
  );

  test("no period end means no end", () => {
    const open = { ...state("active"), currentPeriodEnd: null };
    expect(subscriptionAccess(open, Date.UTC(2100, 0, 1)).active).toBe(true);
  });
});
