import fc from "fast-check";
import { expect, it } from "vitest";
import { messageReader } from "@/scripts/bench/wire/statement-counter";

/** A message as a PostgreSQL client sends it; the first of a connection has no type. */
function message(type: string | null, body: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(4 + body.length);
  return Buffer.concat([Buffer.from(type ?? ""), length, Buffer.from(body)]);
}

it("every message is counted once, however the bytes are cut into chunks", () => {
  const stream = fc.array(
    fc.tuple(fc.constantFrom("Q", "P", "B", "E", "S"), fc.string({ unit: "binary-ascii" })),
  );
  const cuts = fc.infiniteStream(fc.integer({ min: 1, max: 7 }));
  fc.assert(
    fc.property(stream, cuts, (messages, sizes) => {
      const bytes = Buffer.concat([
        message(null, "startup"),
        ...messages.map(([type, body]) => message(type, body)),
      ]);
      const seen: string[] = [];
      const read = messageReader((type) => seen.push(type));
      for (let at = 0; at < bytes.length; ) {
        const size = sizes.next().value;
        read(bytes.subarray(at, at + size));
        at += size;
      }
      expect(seen).toEqual(messages.map(([type]) => type));
    }),
  );
});
