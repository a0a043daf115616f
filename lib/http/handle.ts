import { randomUUID } from "node:crypto";
import { translateDynamoError } from "@/lib/platform/dynamodb";
import { getRuntime, type Runtime } from "@/lib/platform/runtime";
import { AppError, problemResponse } from "./problem";

export interface HandlerContext<Params = Record<string, string>> {
  readonly runtime: Runtime;
  readonly requestId: string;
  /** The route's dynamic segments. */
  readonly params: Params;
}

export type Handler<Params> = (
  request: Request,
  context: HandlerContext<Params>,
) => Promise<Response> | Response;

/** A route as Next calls it; tests and other servers pass the runtime themselves. */
export type Route<Params> = (
  request: Request,
  segment: { params: Promise<Params> },
  runtime?: Runtime,
) => Promise<Response>;

/**
 * Wraps a handler: gives it runtime, request id and parameters, and answers everything thrown with
 * `application/problem+json`. An error that is no AppError is logged and answered 500, without its message.
 */
export function handle<Params = Record<string, never>>(handler: Handler<Params>): Route<Params> {
  return async (request, segment, runtime) => {
    const requestId = randomUUID();
    try {
      const context = { runtime: runtime ?? getRuntime(), requestId, params: await segment?.params };
      const response = await handler(request, context);
      response.headers.set("X-Request-Id", requestId);
      return response;
    } catch (thrown) {
      return problemResponse(toAppError(thrown, request, requestId, runtime), requestId);
    }
  };
}

function toAppError(thrown: unknown, request: Request, requestId: string, runtime?: Runtime): AppError {
  const error = translateDynamoError(thrown);
  if (error instanceof AppError && error.code !== "internal") {
    if (error.code === "unavailable")
      logError("warn", "answered 503", error.cause, request, requestId, runtime);
    return error;
  }
  logError("error", "answered 500", thrown, request, requestId, runtime);
  return new AppError("internal", "The request failed. Quote the request id when you report it.");
}

/** Only method and path are logged: a query may hold a position, a header may hold a device. */
function logError(
  level: "warn" | "error",
  message: string,
  error: unknown,
  request: Request,
  requestId: string,
  runtime: Runtime | undefined,
): void {
  const { pathname } = new URL(request.url);
  const facts = { requestId, method: request.method, path: pathname, err: error };
  try {
    (runtime ?? getRuntime()).log[level](facts, message);
  } catch {
    console.error(message, facts);
  }
}
