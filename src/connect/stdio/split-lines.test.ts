import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineSplitter } from "./split-lines.ts";

function split(chunks: readonly Uint8Array[], maxBytes = 1_000): string[] {
  const lines: string[] = [];
  const splitter = lineSplitter(
    maxBytes,
    (line) => lines.push(line),
    (start) => lines.push(`too long: ${start.slice(0, 3)}`),
  );
  for (const chunk of chunks) splitter.push(chunk);
  splitter.end();
  return lines;
}

describe("lineSplitter", () => {
  test("gives the same lines however the bytes are split", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: "grapheme" }).map((line) => line.replace(/[\r\n]/g, "")),
          { maxLength: 6 },
        ),
        fc.array(fc.nat(), { maxLength: 20 }),
        fc.integer({ min: 1, max: 40 }),
        (lines, cuts, maxBytes) => {
          const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
          const at = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
          const chunks = [0, ...at].map((start, i) => bytes.subarray(start, at[i] ?? bytes.length));
          expect(split(chunks)).toEqual(lines.filter((line) => line !== ""));
          const short = (some: Uint8Array[]) => split(some, maxBytes).map((line) => line.slice(0, 10));
          expect(short(chunks)).toHaveLength(short([bytes]).length);
        },
      ),
    );
  });

  test("skips a line that is too long and goes on after it", () => {
    const chunks = ["ok\n", "abcdef", "ghijkl", "mno\nnext\r\n", "tail"].map((text) => Buffer.from(text));
    expect(split(chunks, 8)).toEqual(["ok", "too long: abc", "next", "tail"]);
  });
});
