import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limits } from "./limits.ts";
import { sseReader } from "./sse-reader.ts";

function read(chunks: readonly Uint8Array[], maxBytes = 1_000_000): unknown[] {
  const events: unknown[] = [];
  const reader = sseReader(maxBytes, (event) => events.push(event));
  for (const chunk of chunks) reader.push(chunk);
  return events;
}

const event = fc.record({
  id: fc.option(fc.stringMatching(/^[a-z0-9]{1,5}$/)),
  name: fc.option(fc.constantFrom("message", "endpoint", "other")),
  lines: fc.array(
    fc.string({ unit: "grapheme" }).map((text) => text.replace(/[\r\n]/g, "")),
    { minLength: 1, maxLength: 3 },
  ),
  newline: fc.constantFrom("\n", "\r\n", "\r"),
});

describe("sseReader", () => {
  test("gives the same events however the bytes are split", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 5 }), fc.array(fc.nat(), { maxLength: 20 }), (events, cuts) => {
        const text = events
          .map(({ id, name, lines, newline }) =>
            [
              ...(id === null ? [] : [`id: ${id}`]),
              ...(name === null ? [] : [`event: ${name}`]),
              ...lines.map((line) => `data: ${line}`),
              "",
              "",
            ].join(newline),
          )
          .join("");
        const bytes = Buffer.from(`${text}: the end\n\n`);
        const at = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
        const chunks = [0, ...at].map((start, i) => bytes.subarray(start, at[i] ?? bytes.length));
        expect(read(chunks)).toEqual(read([bytes]));
        expect(read([bytes])).toHaveLength(events.length);
        expect(read([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(read([bytes]));
      }),
      { numRuns: 200 },
    );
  });

  test("refuses an event and a stream that are too large", () => {
    const block = Buffer.from("x".repeat(1024 * 1024));
    const big = [Buffer.from("data: "), ...Array.from({ length: limits.bodyBytes / block.length + 1 }, () => block)];
    expect(() => read(big, limits.streamBytes)).toThrow("one event is larger than");
    expect(() => read([block, block], block.length)).toThrow("the event stream is larger than");
  });
});
