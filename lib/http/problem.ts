/**
 * The one error family and its RFC 9457 form.
 */

const STATUS_BY_CODE = {
  bad_request: 400,
  bad_json: 400,
  unauthenticated: 401,
  payment_required: 402,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  gone: 410,
  precondition_failed: 412,
  body_too_large: 413,
  unsupported_media_type: 415,
  invalid: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ProblemCode = keyof typeof STATUS_BY_CODE;

const TITLE_BY_CODE: Record<ProblemCode, string> = {
  bad_request: "The request cannot be understood",
  bad_json: "The body is not valid JSON",
  unauthenticated: "Sign in or send a valid key",
  payment_required: "The subscription is not active",
  forbidden: "This is not allowed",
  not_found: "Not found",
  method_not_allowed: "This method is not allowed here",
  conflict: "The request conflicts with what is stored",
  gone: "No longer available",
  precondition_failed: "A precondition failed",
  body_too_large: "The body is too large",
  unsupported_media_type: "The content type is not supported",
  invalid: "Some fields are not valid",
  rate_limited: "Too many requests",
  internal: "Something went wrong on our side",
  unavailable: "Temporarily unavailable",
};

/** One bad field: `path` is a dotted path into the input ("lat", "geohash.0"). */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

export interface AppErrorDetails {
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  /** Extra members of the problem document. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** An error that a caller may see. Anything else that reaches the edge is answered as `internal`. */
export class AppError extends Error {
  override readonly name = "AppError";

  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly details: AppErrorDetails = {},
  ) {
    super(message, { cause: details.cause });
  }

  get status(): number {
    return STATUS_BY_CODE[this.code];
  }
}

/** The `application/problem+json` answer for an error. */
export function problemResponse(error: AppError, requestId: string): Response {
  const { errors, retryAfterSeconds, extensions, headers } = error.details;
  const body = {
    type: `/problems/${error.code}`,
    title: TITLE_BY_CODE[error.code],
    status: error.status,
    detail: error.message,
    ...(errors === undefined ? {} : { errors }),
    request_id: requestId,
    ...extensions,
  };
  return new Response(JSON.stringify(body), {
    status: error.status,
    headers: {
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
      "X-Request-Id": requestId,
      ...(retryAfterSeconds === undefined ? {} : { "Retry-After": String(Math.ceil(retryAfterSeconds)) }),
      ...headers,
    },
  });
}
