import { type Logger, pino } from "pino";
import type { Env } from "./env";

/**
 * The process's logger: one JSON line per event on standard output.
 * Whoever logs leaves out addresses, tokens and notes; the redaction is the second lock on that door.
 */
export function createLogger(env: Pick<Env, "logLevel">): Logger {
  return pino({
    level: env.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: ["*.authorization", "*.cookie", "*.password", "*.token", '*["x-api-key"]', '*["x-device-id"]'],
  });
}
