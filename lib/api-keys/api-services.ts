import { createMailer } from "@/lib/mail/mailer";
import type { Runtime } from "@/lib/platform/runtime";
import { type BurstLimit, createBurstLimit } from "./burst-limit";
import { createFindApiKey, type FindApiKey } from "./find-api-key";
import { createQuotaMeter, type QuotaMeter } from "./quota-meter";
import { createUsageLog, type UsageLog } from "./usage-log";
import { warnQuota } from "./warn-quota";

/** What the metered API keeps in one process: leases, buckets, remembered keys, unwritten usage. */
export interface ApiServices {
  readonly findApiKey: FindApiKey;
  readonly meter: QuotaMeter;
  readonly burst: BurstLimit;
  readonly usage: UsageLog;
  /** Writes the usage and gives the leases back. */
  close(): Promise<void>;
}

interface Shared {
  readonly byRuntime: WeakMap<Runtime, ApiServices>;
  readonly open: Set<ApiServices>;
}

const key = Symbol.for("stratum.api-services");
const shared = globalThis as { [key]?: Shared };

/** The services of a runtime, made at first use and closed when the process is asked to end. */
export function apiServices(runtime: Runtime): ApiServices {
  const { byRuntime, open } = sharedState();
  const known = byRuntime.get(runtime);
  if (known !== undefined) return known;
  const fresh = createApiServices(runtime, (services) => open.delete(services));
  byRuntime.set(runtime, fresh);
  open.add(fresh);
  return fresh;
}

function sharedState(): Shared {
  if (shared[key] === undefined) {
    const open = new Set<ApiServices>();
    shared[key] = { byRuntime: new WeakMap(), open };
    const closeAll = () => void Promise.allSettled([...open].map((services) => services.close()));
    for (const signal of ["SIGTERM", "SIGINT", "beforeExit"] as const) process.once(signal, closeAll);
  }
  return shared[key];
}

function createApiServices(runtime: Runtime, onClose: (services: ApiServices) => void): ApiServices {
  const { sql, log, now } = runtime;
  const mailer = createMailer(runtime.env, log);
  const meter = createQuotaMeter(sql, now, {
    onWarning: (subject, month, percent) =>
      void warnQuota({ sql, mailer }, { subject, month, percent }).catch((err: unknown) =>
        log.warn({ err, percent }, "quota warning not sent"),
      ),
    onReturnFailed: (err) => log.warn({ err }, "unused calls could not be given back"),
  });
  const usage = createUsageLog(sql, {
    onFlushFailed: (err, pending) => log.warn({ err, pending }, "usage not written yet"),
  });
  const services: ApiServices = {
    findApiKey: createFindApiKey(sql),
    meter,
    burst: createBurstLimit(),
    usage,
    async close() {
      onClose(services);
      await Promise.allSettled([meter.close(), usage.close()]);
    },
  };
  return services;
}
