/**
 * The one list of plans. Pricing page, checkout, entitlements, limits, Stripe setup and API docs read it.
 *
 * Plan ids are stored with subscriptions and as Stripe metadata: never rename or reuse one.
 */

export const PLAN_IDS = ["resident", "agent", "city"] as const;
export type PlanId = (typeof PLAN_IDS)[number];

/** What a plan may open: groups of API endpoints, and the city dashboard. */
export const ENTITLEMENTS = [
  "scores",
  "history",
  "trends",
  "compare",
  "summary",
  "exports",
  "hotspots",
  "dashboard",
] as const;
export type Entitlement = (typeof ENTITLEMENTS)[number];

/** What one key may do; a key never does more than its subscription's plan. */
export const SCOPES = ["scores:read", "trends:read", "exports:read", "city:read", "usage:read"] as const;
export type Scope = (typeof SCOPES)[number];

export const SCOPE_LABELS: Readonly<Record<Scope, string>> = {
  "scores:read": "Scores, history and comparisons of neighbourhoods",
  "trends:read": "Trends and city summaries",
  "exports:read": "Exports",
  "city:read": "Hot spots and city tools",
  "usage:read": "Usage of this subscription",
};

export interface Plan {
  readonly id: PlanId;
  readonly name: string;
  readonly audience: string;
  readonly pitch: string;
  /** US cents a month, before tax; 0 is free and never reaches Stripe. */
  readonly priceCents: number;
  /** Name of the plan's price in Stripe; null for the free plan. */
  readonly stripeLookupKey: string | null;
  readonly trialDays: number;
  /** Live calls in one UTC calendar month. */
  readonly callsPerMonth: number;
  /** Calls in one UTC calendar month that test keys may make, free of charge. */
  readonly testCallsPerMonth: number;
  /** Calls a second that one subscription may make, with a burst of twice as many. */
  readonly callsPerSecond: number;
  readonly seats: number;
  readonly entitlements: readonly Entitlement[];
  /** What test keys of the plan open: enough to try before paying. */
  readonly testEntitlements: readonly Entitlement[];
  /** Lines of the pricing page. */
  readonly highlights: readonly string[];
}

const AGENT_ENTITLEMENTS: readonly Entitlement[] = [
  "scores",
  "history",
  "trends",
  "compare",
  "summary",
  "exports",
];
const TRIAL_ENTITLEMENTS: readonly Entitlement[] = ["scores", "history", "trends", "compare", "summary"];

export const PLANS: Readonly<Record<PlanId, Plan>> = {
  resident: {
    id: "resident",
    name: "Resident",
    audience: "For everyone who lives here",
    pitch: "Report, confirm and see what is going on around you. No account needed.",
    priceCents: 0,
    stripeLookupKey: null,
    trialDays: 0,
    callsPerMonth: 0,
    testCallsPerMonth: 200,
    callsPerSecond: 5,
    seats: 1,
    entitlements: [],
    testEntitlements: TRIAL_ENTITLEMENTS,
    highlights: [
      "The whole map, score cards and history",
      "Anonymous reports, confirmations and photos",
      "Saved places in folders, with a free account",
      "Test keys with 200 API calls a month",
    ],
  },
  agent: {
    id: "agent",
    name: "Agent",
    audience: "For real-estate agents and their developers",
    pitch: "Scores, trends and comparisons of every neighbourhood, in your own tools.",
    priceCents: 4_900,
    stripeLookupKey: "stratum_agent_monthly",
    trialDays: 14,
    callsPerMonth: 10_000,
    testCallsPerMonth: 500,
    callsPerSecond: 20,
    seats: 5,
    entitlements: AGENT_ENTITLEMENTS,
    testEntitlements: TRIAL_ENTITLEMENTS,
    highlights: [
      "API keys with scopes, expiry and rotation",
      "10,000 API calls a month, never a surprise bill",
      "Scores with confidence, history, trends and comparisons",
      "5 seats",
    ],
  },
  city: {
    id: "city",
    name: "City",
    audience: "For city governments and their departments",
    pitch: "See what residents see, act on it, and show that it was done.",
    priceCents: 29_900,
    stripeLookupKey: "stratum_city_monthly",
    trialDays: 14,
    callsPerMonth: 10_000,
    testCallsPerMonth: 500,
    callsPerSecond: 50,
    seats: 25,
    entitlements: ENTITLEMENTS,
    testEntitlements: [...TRIAL_ENTITLEMENTS, "hotspots"],
    highlights: [
      "Everything in Agent",
      "Infrastructure dashboard for your city: hot spots and trends",
      "10,000 API calls a month, hot spots included",
      "25 seats",
    ],
  },
};

export const PAID_PLAN_IDS = ["agent", "city"] as const satisfies readonly PlanId[];
export type PaidPlanId = (typeof PAID_PLAN_IDS)[number];

/** The plan with this id, or null when there is none. */
export function findPlan(id: string): Plan | null {
  return isPlanId(id) ? PLANS[id] : null;
}

export function isPlanId(id: string): id is PlanId {
  return (PLAN_IDS as readonly string[]).includes(id);
}

/** "$49", "$0": whole dollars where the price is whole. */
export function formatPrice(cents: number): string {
  return new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
  }).format(cents / 100);
}

export type KeyMode = "live" | "test";

/** What keys of this mode open on this plan. */
export function entitlementsFor(plan: Plan, mode: KeyMode): readonly Entitlement[] {
  return mode === "live" ? plan.entitlements : plan.testEntitlements;
}
