import { hmacSigned } from "./jws.ts";
import { ofJwt, payloadOf, plainHeader } from "./material.ts";

// Steps above the root stay at the root: deeper than any folder of keys.
const empty = [`${"../".repeat(24)}dev/null`, "/dev/null"];

/** The key id is a path to an empty file, or to no value at all, and the signature is by an empty secret. */
export const kidPath = ofJwt((jwt, _material, options) => {
  const payload = payloadOf(jwt, options);
  const by = (kid: string) => hmacSigned({ ...plainHeader(jwt), alg: "HS256", kid }, payload, "");
  return {
    ok: true,
    forged: [
      ...empty.map((kid) => ({
        token: by(kid),
        says: `whose key id is the path ${kid}, signed with the empty secret that it leads to`,
      })),
      { token: by(""), says: "with an empty key id, signed with an empty secret" },
    ],
  };
});
