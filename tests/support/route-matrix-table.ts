import type { Call } from "./account-requests";
import { ACTORS, type Actor, type World } from "./route-matrix-actors";

/** What every actor is answered, by status. */
export type Expected = Readonly<Record<Actor, number>>;

export interface Row {
  readonly expected: Expected;
  readonly call: (world: World) => Omit<Call, "method" | "headers">;
  /** The call changes or removes what it is about, so each actor gets a world of its own. */
  readonly consumes?: boolean;
}

function expect(others: number, exceptions: Partial<Expected> = {}): Expected {
  const all = Object.fromEntries(ACTORS.map((actor) => [actor, others]));
  return { ...(all as Expected), ...exceptions };
}

/** The same for everybody: credentials make no difference. */
const anyone = (status: number) => expect(status);

const withoutSession = { nobody: 401, revoked_key: 401, expired_key: 401, wrong_scope: 401 };

/** Anybody with a session; a key is no session. */
const signedIn = (status: number) => expect(status, withoutSession);

/** Only people of the agent's organisation; to all others the thing does not exist. */
const own = (status: number) => expect(404, { ...withoutSession, agent: status });

const operators = (status: number) => expect(403, { ...withoutSession, operator: status });

/** A working key whose plan and scopes include the call. */
const keyed = (status: number, city: "any" | "city" = "any") =>
  expect(401, {
    wrong_scope: 403,
    free_plan: 403,
    agent: city === "city" ? 403 : status,
    other_city: status,
  });

/** As in Next, a route without placeholders gets no parameters at all. */
const at = (path: string, params?: Record<string, string | string[]>) => ({
  path,
  ...(params === undefined ? {} : { params }),
});
const nowhere = "01900000-0000-7000-8000-000000000000";

/**
 * Every route of the site and what it answers to whom. A route without a row, or a row without a route, fails the
 * test: whoever adds a route decides here who may use it.
 */
export const ROUTES: Readonly<Record<string, Row>> = {
  // What is no route.
  "DELETE /api/[...path]": { expected: anyone(404), call: () => at("/", { path: ["nowhere"] }) },
  "GET /api/[...path]": { expected: anyone(404), call: () => at("/", { path: ["nowhere"] }) },
  "PATCH /api/[...path]": { expected: anyone(404), call: () => at("/", { path: ["nowhere"] }) },
  "POST /api/[...path]": { expected: anyone(404), call: () => at("/", { path: ["nowhere"] }) },
  "PUT /api/[...path]": { expected: anyone(404), call: () => at("/", { path: ["nowhere"] }) },

  // The map: anonymous, and the same for all.
  "GET /api/categories": { expected: anyone(200), call: () => at("/") },
  "GET /api/challenge": { expected: anyone(200), call: () => at("/") },
  "GET /api/cities": { expected: anyone(200), call: () => at("/") },
  "GET /api/clusters": { expected: anyone(200), call: () => at("/?bbox=-122.5,37.7,-122.3,37.8&zoom=12") },
  "GET /api/health": { expected: anyone(200), call: () => at("/") },
  "GET /api/live": { expected: anyone(200), call: () => at("/?bbox=-122.5,37.7,-122.3,37.8") },
  "GET /api/neighborhood/[geohash]": { expected: anyone(200), call: () => at("/", { geohash: "9q8yyk" }) },
  "GET /api/neighborhood/[geohash]/card.png": {
    expected: anyone(200),
    call: () => at("/", { geohash: "9q8yyk" }),
  },
  "GET /api/places": { expected: anyone(200), call: () => at("/?q=mission") },
  "GET /api/ready": { expected: anyone(200), call: () => at("/") },
  "GET /api/replay": { expected: anyone(200), call: () => at("/?bbox=-122.5,37.7,-122.3,37.8") },
  "GET /api/reports": { expected: anyone(200), call: () => at("/?geohash=9q8yyk") },
  "GET /api/scores": { expected: anyone(200), call: () => at("/?bbox=-122.5,37.7,-122.3,37.8") },
  "POST /api/reports": { expected: anyone(422), call: () => ({ body: {} }) },
  "GET /api/reports/similar": {
    expected: anyone(200),
    call: () => at("/?lat=37.7&lng=-122.4&category=pothole"),
  },
  "GET /api/reports/[id]": { expected: anyone(404), call: () => at("/", { id: nowhere }) },
  "DELETE /api/reports/[id]": { expected: anyone(404), call: () => at("/", { id: nowhere }) },
  "POST /api/reports/[id]/confirmations": {
    expected: anyone(404),
    call: () => ({ ...at("/", { id: nowhere }), body: { kind: "gone" } }),
  },
  "POST /api/reports/[id]/flags": {
    expected: anyone(404),
    call: () => ({ ...at("/", { id: nowhere }), body: { reason: "spam" } }),
  },
  "GET /api/reports/[id]/messages": { expected: anyone(404), call: () => at("/", { id: nowhere }) },
  "POST /api/reports/[id]/messages": {
    expected: anyone(404),
    call: () => ({ ...at("/", { id: nowhere }), body: { text: "hello" } }),
  },
  "POST /api/reports/[id]/status": {
    expected: signedIn(404),
    call: () => ({ ...at("/", { id: nowhere }), body: { status: "resolved" } }),
  },
  "GET /api/reports/[id]/photo": { expected: anyone(404), call: () => at("/", { id: nowhere }) },
  "POST /api/reports/[id]/photo": { expected: anyone(404), call: () => at("/", { id: nowhere }) },
  "GET /api/tiles.json": { expected: anyone(200), call: () => at("/") },
  "GET /api/tiles/[z]/[x]/[y]": {
    expected: anyone(200),
    call: () => at("/", { z: "2", x: "0", y: "1.mvt" }),
  },

  // Machines with secrets of their own.
  "GET /api/cron/score": { expected: anyone(404), call: () => at("/") },
  "GET /api/cron/accounts": { expected: anyone(404), call: () => at("/") },
  "POST /api/cron/accounts": { expected: anyone(404), call: () => at("/") },
  "POST /api/cron/score": { expected: anyone(404), call: () => at("/") },
  "POST /api/stripe/webhook": { expected: anyone(503), call: () => ({ body: {} }) },

  // Moderation.
  "GET /api/moderation/queue": { expected: operators(200), call: () => at("/") },
  "GET /api/moderation/decisions": { expected: operators(200), call: () => at("/") },
  "POST /api/moderation/decisions": { expected: operators(422), call: () => ({ body: {} }) },
  "POST /api/moderation/decisions/[id]/undo": {
    expected: operators(404),
    call: () => ({ ...at("/", { id: nowhere }), body: {} }),
  },
  "GET /api/moderation/photos/[id]": { expected: operators(404), call: () => at("/", { id: nowhere }) },

  // Accounts without a session.
  "POST /api/account/sign-up": { expected: anyone(422), call: () => ({ body: {} }) },
  "POST /api/account/verify-email": { expected: anyone(410), call: () => ({ body: { token: "unknown" } }) },
  "POST /api/account/forgot-password": { expected: anyone(422), call: () => ({ body: {} }) },
  "POST /api/account/reset-password": { expected: anyone(422), call: () => ({ body: {} }) },

  // One's own account.
  "GET /api/account": { expected: signedIn(200), call: () => at("/") },
  "PATCH /api/account": { expected: signedIn(200), call: () => ({ body: { name: "New name" } }) },
  "DELETE /api/account": {
    expected: { ...signedIn(200), agent: 409 },
    call: () => ({ body: {} }),
    consumes: true,
  },
  "PUT /api/account/password": { expected: signedIn(422), call: () => ({ body: { password: "short" } }) },
  "GET /api/account/sessions": { expected: signedIn(200), call: () => at("/") },
  "DELETE /api/account/sessions": { expected: signedIn(200), call: () => at("/"), consumes: true },
  "DELETE /api/account/sessions/[id]": {
    expected: own(200),
    call: ({ own }) => at("/", { id: own.sessionId }),
    consumes: true,
  },
  "GET /api/account/alerts": { expected: signedIn(200), call: () => at("/") },
  "PUT /api/account/alerts": {
    expected: signedIn(200),
    call: () => ({ body: { quota_mail: false, key_mail: false } }),
  },
  "GET /api/account/places": { expected: signedIn(200), call: () => at("/") },
  "POST /api/account/places": {
    expected: signedIn(201),
    call: () => ({ body: { name: "Here", geohash: "9q8yyk" } }),
  },
  "DELETE /api/account/places": { expected: signedIn(200), call: () => at("/?folder=none") },
  "PATCH /api/account/places/[id]": {
    expected: own(200),
    call: ({ own }) => ({ ...at("/", { id: own.placeId }), body: { name: "There" } }),
  },
  "DELETE /api/account/places/[id]": {
    expected: own(200),
    call: ({ own }) => at("/", { id: own.placeId }),
    consumes: true,
  },

  // One's organisation.
  "PATCH /api/account/organization": {
    expected: signedIn(200),
    call: () => ({ body: { name: "New name" } }),
  },
  "PUT /api/account/organization": {
    expected: { ...signedIn(422), agent: 200 },
    call: ({ own }) => ({ body: { id: own.organizationId } }),
  },
  "GET /api/account/members": { expected: signedIn(200), call: () => at("/") },
  "POST /api/account/members": {
    // Without a paid plan there is no seat to give away.
    expected: { ...signedIn(402), agent: 201, other_city: 201 },
    call: () => ({ body: { email: "guest@example.org" } }),
    consumes: true,
  },
  "PATCH /api/account/members/[id]": {
    expected: own(200),
    call: ({ own }) => ({ ...at("/", { id: own.memberId }), body: { role: "member" } }),
  },
  "DELETE /api/account/members/[id]": {
    expected: own(200),
    call: ({ own }) => at("/", { id: own.memberId }),
    consumes: true,
  },
  "DELETE /api/account/invitations/[id]": {
    expected: own(200),
    call: ({ own }) => at("/", { id: own.invitationId }),
    consumes: true,
  },
  "POST /api/account/invitations/accept": {
    expected: signedIn(410),
    call: () => ({ body: { token: "unknown" } }),
  },
  "GET /api/account/keys": { expected: signedIn(200), call: () => at("/") },
  "POST /api/account/keys": {
    expected: { ...signedIn(402), agent: 201, other_city: 201 },
    call: () => ({ body: { name: "A key" } }),
  },
  "PATCH /api/account/keys/[id]": {
    expected: own(200),
    call: ({ own }) => ({ ...at("/", { id: own.keyId }), body: { name: "Renamed" } }),
  },
  "DELETE /api/account/keys/[id]": {
    expected: own(200),
    call: ({ own }) => at("/", { id: own.keyId }),
    consumes: true,
  },
  "POST /api/account/keys/[id]/rotate": {
    expected: own(201),
    call: ({ own }) => ({ ...at("/", { id: own.keyId }), body: {} }),
  },
  "GET /api/account/usage": { expected: signedIn(200), call: () => at("/") },
  "POST /api/account/billing/checkout": {
    expected: signedIn(503),
    call: () => ({ body: { plan: "agent" } }),
  },
  "PUT /api/account/billing/plan": { expected: signedIn(503), call: () => ({ body: { plan: "city" } }) },
  "POST /api/account/billing/portal": { expected: signedIn(503), call: () => at("/") },
  "PUT /api/account/billing/cancellation": { expected: signedIn(503), call: () => at("/") },
  "DELETE /api/account/billing/cancellation": { expected: signedIn(503), call: () => at("/") },

  // Operators.
  "PATCH /api/operator/users/[id]": {
    expected: operators(200),
    call: ({ own }) => ({ ...at("/", { id: own.memberId }), body: { role: "user" } }),
  },
  "PUT /api/operator/city-grants": {
    expected: operators(200),
    call: ({ own }) => ({ body: { organization_id: own.organizationId, city_id: "sf" } }),
  },
  "DELETE /api/operator/city-grants": {
    expected: operators(404),
    call: ({ own }) => ({ body: { organization_id: own.organizationId, city_id: "brooklyn" } }),
  },
  "DELETE /api/operator/keys/[id]": {
    expected: operators(200),
    call: ({ own }) => at("/", { id: own.keyId }),
    consumes: true,
  },

  // The paid API.
  "GET /api/v1/openapi.json": { expected: anyone(200), call: () => at("/") },
  "GET /api/v1/scores": { expected: keyed(200), call: () => at("/?city=sf") },
  "GET /api/v1/neighborhoods/[geohash]": { expected: keyed(200), call: () => at("/", { geohash: "9q8yyk" }) },
  "GET /api/v1/neighborhoods/[geohash]/history": {
    expected: keyed(200),
    call: () => at("/", { geohash: "9q8yyk" }),
  },
  "GET /api/v1/compare": { expected: keyed(200), call: () => at("/?geohash=9q8yyk&geohash=9q8yyt") },
  "GET /api/v1/trends": { expected: keyed(200), call: () => at("/?city=sf&layer=safety") },
  "GET /api/v1/cities/[id]/summary": { expected: keyed(200), call: () => at("/", { id: "sf" }) },
  "GET /api/v1/hotspots": { expected: keyed(200, "city"), call: () => at("/?city=sf&layer=safety") },
  // Usage is every key's own business, whatever its plan.
  "GET /api/v1/usage": { expected: { ...keyed(200), free_plan: 200 }, call: () => at("/") },
};

/** Routes that only run inside Next, or are files by then; the browser tests drive them. */
export const FRAMEWORK_ROUTES: ReadonlySet<string> = new Set([
  "GET /api/auth/[...nextauth]",
  "POST /api/auth/[...nextauth]",
  "GET /serwist/[path]",
]);
