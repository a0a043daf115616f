import { refusalText, subscriptionAccess } from "@/lib/billing/subscription-access";
import { type HandlerContext, handle, type Route } from "@/lib/http/handle";
import { AppError } from "@/lib/http/problem";
import { type Entitlement, entitlementsFor, findPlan, PLANS, type Plan, type Scope } from "@/lib/plans/plans";
import type { Runtime } from "@/lib/platform/runtime";
import { readApiKeyMode } from "./api-key";
import { type ApiServices, apiServices } from "./api-services";
import type { BurstVerdict } from "./burst-limit";
import type { ApiKeyRecord } from "./find-api-key";
import type { QuotaSubject } from "./quota-ledger";
import type { QuotaState } from "./quota-meter";
import { rateLimitHeaders, secondsUntil } from "./rate-limit-headers";

export interface MeteredEndpoint {
  /** Name in usage figures: the path under `/api/v1/` with its placeholders. */
  readonly name: string;
  readonly scope: Scope;
  /** Null: open to every valid key. */
  readonly entitlement: Entitlement | null;
  /** False: answered without charging the quota, even when it is used up. Default true. */
  readonly charged?: boolean;
}

export interface ApiCaller {
  readonly key: ApiKeyRecord;
  readonly plan: Plan;
}

export type MeteredHandler<Params> = (
  request: Request,
  context: HandlerContext<Params> & { readonly caller: ApiCaller },
) => Promise<Response> | Response;

/** What is known of a call so far; filled while it is admitted, read when it is answered. */
interface Call {
  runtime?: Runtime;
  caller?: ApiCaller;
  burst?: BurstVerdict;
  quota?: QuotaState;
  charged: boolean;
}

/**
 * Wraps a handler of the paid API: key → subscription → plan and scope → quota, then the handler. Every answer to a
 * known key carries `RateLimit` and `RateLimit-Policy` and is noted in the usage log; an answer of 500 or more is
 * not charged.
 */
export function withApiKey<Params = Record<string, never>>(
  endpoint: MeteredEndpoint,
  handler: MeteredHandler<Params>,
): Route<Params> {
  return async (request, segment, runtime) => {
    const startedAt = performance.now();
    const call: Call = { charged: false };
    const route = handle<Params>(async (incoming, context) => {
      call.runtime = context.runtime;
      const caller = await admit(endpoint, incoming, context.runtime, call);
      return handler(incoming, { ...context, caller });
    });
    const response = await route(request, segment, runtime);
    await settle(endpoint, call, response, startedAt);
    return response;
  };
}

async function admit(
  endpoint: MeteredEndpoint,
  request: Request,
  runtime: Runtime,
  call: Call,
): Promise<ApiCaller> {
  const services = apiServices(runtime);
  const key = await authenticate(request, services, runtime.now());
  const plan = findPlan(key.plan) ?? PLANS.resident;
  const caller = { key, plan };
  call.caller = caller;
  call.burst = services.burst(`${key.mode}:${key.subscriptionId}`, plan.callsPerSecond);
  if (!call.burst.served && runtime.env.limits) throw tooFast(call.burst, plan);
  authorize(endpoint, caller, runtime.now());
  if (endpoint.charged !== false) await charge(caller, runtime, call);
  return caller;
}

async function authenticate(request: Request, services: ApiServices, now: number): Promise<ApiKeyRecord> {
  const text = readKey(request);
  if (text === null) throw unknownKey("Send your key as `Authorization: Bearer sk_…` or `X-API-Key: sk_…`.");
  if (readApiKeyMode(text) === null) throw unknownKey("The key is mistyped: its checksum does not agree.");
  const key = await services.findApiKey(text);
  if (key === undefined) throw unknownKey("The key is unknown.");
  if (key.revokedAt !== null && key.revokedAt.getTime() <= now) throw unknownKey("The key was revoked.");
  if (key.expiresAt !== null && key.expiresAt.getTime() <= now) throw unknownKey("The key has expired.");
  return key;
}

function readKey(request: Request): string | null {
  const bearer = /^Bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  return bearer ?? request.headers.get("x-api-key");
}

function authorize(endpoint: MeteredEndpoint, { key, plan }: ApiCaller, now: number): void {
  const access = subscriptionAccess(key, now);
  if (key.mode === "live" && !access.active)
    throw new AppError("payment_required", refusalText(access.reason));
  if (endpoint.entitlement !== null && !entitlementsFor(plan, key.mode).includes(endpoint.entitlement)) {
    const kind = key.mode === "test" ? "Test keys of the" : "The";
    throw new AppError(
      "forbidden",
      `${kind} ${plan.name} plan does not include ${endpoint.name}. See /pricing.`,
    );
  }
  if (!key.scopes.includes(endpoint.scope)) {
    throw new AppError("forbidden", `The key lacks the scope ${endpoint.scope}.`);
  }
}

async function charge(caller: ApiCaller, runtime: Runtime, call: Call): Promise<void> {
  const verdict = await apiServices(runtime).meter.charge(quotaSubject(caller));
  call.quota = verdict;
  call.charged = verdict.served;
  if (verdict.served) return;
  const resetsAt = new Date(verdict.month.endsAt).toISOString();
  throw new AppError(
    "rate_limited",
    `All ${verdict.limit} calls of this month are used. It resets at ${resetsAt}.`,
    {
      retryAfterSeconds: secondsUntil(verdict.month.endsAt, runtime.now()),
      extensions: { resets_at: resetsAt },
    },
  );
}

/** Whose quota a call is charged to. */
export function quotaSubject({ key, plan }: ApiCaller): QuotaSubject {
  const limit = key.mode === "live" ? key.monthlyCallsLimit : plan.testCallsPerMonth;
  return { subscriptionId: key.subscriptionId, mode: key.mode, limit };
}

async function settle(
  endpoint: MeteredEndpoint,
  call: Call,
  response: Response,
  startedAt: number,
): Promise<void> {
  const { runtime, caller, burst } = call;
  if (runtime === undefined || caller === undefined || burst === undefined) return;
  const { meter, usage } = apiServices(runtime);
  try {
    const subject = quotaSubject(caller);
    const failed = response.status >= 500;
    if (call.charged && failed && call.quota !== undefined) await meter.refund(subject, call.quota.month);
    const quota = call.quota === undefined || failed ? await meter.peek(subject) : call.quota;
    const limits = { verdict: burst, callsPerSecond: caller.plan.callsPerSecond };
    for (const [name, value] of Object.entries(rateLimitHeaders(quota, limits, runtime.now()))) {
      response.headers.set(name, value);
    }
  } catch (err) {
    runtime.log.warn({ err, endpoint: endpoint.name }, "rate limit headers left out");
  }
  usage.record({
    apiKeyId: caller.key.id,
    subscriptionId: caller.key.subscriptionId,
    at: runtime.now(),
    endpoint: endpoint.name,
    status: response.status,
    charged: call.charged && response.status < 500,
    durationMs: performance.now() - startedAt,
  });
}

function tooFast(burst: BurstVerdict, plan: Plan): AppError {
  return new AppError("rate_limited", `At most ${plan.callsPerSecond} calls a second, on average.`, {
    retryAfterSeconds: burst.retryAfterSeconds,
  });
}

function unknownKey(message: string): AppError {
  return new AppError("unauthenticated", message, {
    headers: { "WWW-Authenticate": 'Bearer realm="stratum"' },
  });
}
