import secureJson from "secure-json-parse";
import { AppError } from "./problem";

export interface JsonLimits {
  /** Most bytes a body may have, counted as they arrive. Default 16,384. */
  readonly maxBytes?: number;
  /** Most levels of arrays and objects inside each other. Default 8. */
  readonly maxDepth?: number;
}

/**
 * The JSON object that a request brings.
 *
 * @throws AppError `unsupported_media_type` when it is not sent as JSON, `body_too_large` past `maxBytes`,
 *   `bad_json` when it is no UTF-8 JSON object, nests deeper than `maxDepth`, repeats a key or names a prototype.
 */
export async function readJson(request: Request, limits: JsonLimits = {}): Promise<Record<string, unknown>> {
  const { maxBytes = 16_384, maxDepth = 8 } = limits;
  if (!isJsonType(request.headers.get("content-type"))) {
    throw new AppError("unsupported_media_type", "Send the body as application/json.");
  }
  const text = decodeUtf8(await readBytes(request, maxBytes));
  const value = parseJson(text);
  refuseDeepOrRepeated(text, maxDepth);
  if (!isObject(value)) throw new AppError("bad_json", "The body must be a JSON object.");
  return value;
}

/**
 * The body's bytes.
 *
 * @throws AppError `body_too_large` as soon as more than `maxBytes` arrived, whatever Content-Length claims
 */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = new AppError("body_too_large", `The body may have at most ${maxBytes} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new AppError("bad_request", "The body broke off.", { cause });
    });
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined);
      throw tooLarge;
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks, size);
}

function isJsonType(contentType: string | null): boolean {
  const [type = "", ...parameters] = (contentType ?? "").toLowerCase().split(";");
  const charset = parameters.map((parameter) => parameter.trim()).find((p) => p.startsWith("charset="));
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  return isUtf8 && /^application\/(?:[\w.!#$&^-]+\+)?json$/.test(type.trim());
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("bad_json", "The body is not valid UTF-8.", { cause });
  }
}

function parseJson(text: string): unknown {
  try {
    return secureJson.parse(text);
  } catch (cause) {
    throw new AppError("bad_json", "The body is not valid JSON, or names a key that is not allowed.", {
      cause,
    });
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `JSON.parse` keeps the last of two equal keys in silence, so what one reader checks another may not see. */
function refuseDeepOrRepeated(text: string, maxDepth: number): void {
  const open: (Set<string> | null)[] = [];
  for (const [token, following] of text.matchAll(/[[{\]}]|"(?:[^"\\]|\\.)*"(\s*:)?/g)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(null);
    else if (token === "}" || token === "]") open.pop();
    else if (following !== undefined) addKey(open.at(-1), token.slice(0, -following.length));
    if (open.length > maxDepth) {
      throw new AppError("bad_json", `The body may nest at most ${maxDepth} levels deep.`);
    }
  }
}

function addKey(keys: Set<string> | null | undefined, quoted: string): void {
  const key: string = JSON.parse(quoted);
  if (keys?.has(key)) throw new AppError("bad_json", "The body names a key twice in one object.");
  keys?.add(key);
}
