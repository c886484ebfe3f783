import fc from "fast-check";
import { expect, it } from "vitest";
import { bearerChallenge, parseChallenges } from "./parse-challenge.ts";

it.each([
  ["Bearer", [{ scheme: "Bearer", parameters: {} }]],
  [
    'bearer realm="a b", error="invalid_token"',
    [{ scheme: "bearer", parameters: { realm: "a b", error: "invalid_token" } }],
  ],
  [
    'Basic realm="x", Bearer resource_metadata="https://h/a,b=c", scope = "r w"',
    [
      { scheme: "Basic", parameters: { realm: "x" } },
      { scheme: "Bearer", parameters: { resource_metadata: "https://h/a,b=c", scope: "r w" } },
    ],
  ],
  ['Bearer realm="say \\"hi\\""', [{ scheme: "Bearer", parameters: { realm: 'say "hi"' } }]],
  ["Bearer error=invalid_token, Error=other", [{ scheme: "Bearer", parameters: { error: "invalid_token" } }]],
  ["", []],
])("reads %s", (header, wanted) => expect(parseChallenges(header)).toEqual(wanted));

it("gives back every parameter that was put in", () => {
  const name = fc.stringMatching(/^[a-z][a-z_]{0,10}$/);
  const value = fc.string({ unit: "grapheme-ascii", maxLength: 20 });
  fc.assert(
    fc.property(fc.dictionary(name, value, { maxKeys: 5 }), (parameters) => {
      const text = Object.entries(parameters).map(([key, each]) => `${key}="${each.replace(/["\\]/g, "\\$&")}"`);
      expect(bearerChallenge(`Negotiate, Bearer ${text.join(", ")}`)?.parameters).toEqual({ ...parameters });
    }),
  );
});

it("takes any header without harm", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 3_000 }), (text) => void parseChallenges(text)));
  const start = performance.now();
  for (const unit of ['"', "a", "a=", 'a="', "\\", ", ", "= "]) parseChallenges(unit.repeat(100_000));
  expect(performance.now() - start).toBeLessThan(2_000);
});
