import fc from "fast-check";
import { loadModule, scanSync } from "libpg-query";
import { beforeAll, expect, it } from "vitest";
import { postgresTokens } from "./postgres-tokens.ts";

beforeAll(loadModule);

const code = fc.constantFrom(
  ..."select|a1|_b|c$|é|'x'|'x''y'|e'x\\'y'|E'\\\\'|N'x'|b'01'|x'ff'|U&'d\\0061'|\"q\"|\"q\"\"r\"|U&\"s\"|$$x'y$$|$t$x$$y$t$|$1|$12|1|1.5|.5|1e5|0x1f|1_000|+|<=|::|(|)|,|;|--x\n|/*x*/|/*x/*y*/z*/".split(
    "|",
  ),
);

it("sees literals, names, numbers and comments where PostgreSQL's own scanner does", () => {
  fc.assert(
    fc.property(fc.array(code, { minLength: 1 }), (words) => {
      const text = words.join(" ");
      const bytes = Buffer.from(text);
      const theirs = scanSync(text).tokens.map(({ start, end }) => bytes.subarray(start, end).toString());
      const ours = postgresTokens(text).map(({ start, end }) => text.slice(start, end));
      // Signs of several characters are one token there and several here.
      const named = (tokens: readonly string[]) =>
        tokens.filter((token) => !/^[^\w'"$é]+$/.test(token) || /^--|^\/\*/.test(token));
      expect(named(ours)).toEqual(named(theirs));
    }),
    { numRuns: 500 },
  );
});
