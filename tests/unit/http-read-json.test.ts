import { describe, expect, test } from "vitest";
import { AppError } from "@/lib/http/problem";
import { readJson } from "@/lib/http/read-json";

function post(
  body: BodyInit,
  headers: Record<string, string> = { "content-type": "application/json" },
): Request {
  return new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
}

async function codeOf(request: Request): Promise<string> {
  return readJson(request).then(
    () => "accepted",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
}

describe("readJson", () => {
  test("reads JSON of the declared type, whatever its parameters", async () => {
    expect(await readJson(post('{"a":[1,"x\\"}{"]}'))).toEqual({ a: [1, 'x"}{'] });
    expect(await codeOf(post("{}", { "content-type": "Application/JSON; charset=UTF-8" }))).toBe("accepted");
    expect(await codeOf(post("{}", { "content-type": "application/vnd.x+json" }))).toBe("accepted");
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", ""])(
    "refuses the content type %j",
    async (type) => {
      expect(
        await codeOf(post(new Uint8Array([123, 125]), type === "" ? {} : { "content-type": type })),
      ).toBe("unsupported_media_type");
    },
  );

  test("counts the bytes that arrive, not the bytes that were announced", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1_000;
        controller.enqueue(new Uint8Array(1_000).fill(32));
      },
    });
    expect(await codeOf(post(endless))).toBe("body_too_large");
    expect(sent).toBeLessThan(40_000);
  });

  test("accepts a body of exactly the limit and refuses one byte more", async () => {
    const body = (bytes: number): string => `"${"a".repeat(bytes - 2)}"`;
    expect(await codeOf(post(body(16_384)))).toBe("bad_json"); // text alone is no object
    expect(await codeOf(post(`{"a":${body(16_384 - 6)}}`))).toBe("accepted");
    expect(await codeOf(post(`{"a":${body(16_385 - 6)}}`))).toBe("body_too_large");
  });

  test.each([
    ["broken JSON", '{"a":'],
    ["an empty body", ""],
    ["no object", "[1]"],
    ["null", "null"],
    ["a key twice", '{"a":1,"a":2}'],
    ["a key twice in disguise", '{"a":1,"\\u0061":2}'],
    ["a key twice further down", '{"x":[{"a":1,"b":{},"a":2}]}'],
    ["a prototype", '{"__proto__":{"admin":true}}'],
    ["a prototype in disguise", '{"\\u005f_proto__":{}}'],
    ["a constructor's prototype", '{"constructor":{"prototype":{}}}'],
    ["NaN", '{"a":NaN}'],
    ["levels upon levels", `{"a":${"[".repeat(8)}${"]".repeat(8)}}`],
    ["ten thousand levels", "[".repeat(8_000) + "]".repeat(8_000)],
  ])("refuses %s", async (_, body) => {
    expect(await codeOf(post(body))).toBe("bad_json");
  });

  test("refuses bytes that are no UTF-8", async () => {
    expect(await codeOf(post(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])))).toBe("bad_json");
  });

  test("lets the same key stand in different objects", async () => {
    expect(await codeOf(post('{"a":{"a":1},"b":[{"a":1},{"a":2}]}'))).toBe("accepted");
  });
});
