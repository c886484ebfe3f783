import type { JsonObject } from "../../model/json.ts";
import { encodePart } from "./jws.ts";
import { ofJwt } from "./material.ts";

const day = 86_400;

/** The claims were changed after signing, and header and signature are as they were. */
export const payloadChanged = ofJwt((jwt, { words }, options) => {
  const [header, , signature] = jwt.parts;
  const changed = (changes: JsonObject, says: string) => ({
    token: `${header}.${encodePart({ ...jwt.claims, ...changes })}.${signature}`,
    says: `${says} after it was signed`,
  });
  if (options.claims !== undefined) return { ok: true, forged: [changed(options.claims, "with claims changed")] };
  const { exp } = jwt.claims;
  return {
    ok: true,
    forged: [
      changed({ [words.claim]: true }, "with a meaningless claim added"),
      ...(typeof exp === "number" ? [changed({ exp: exp + day }, "with its expiry put off by a day")] : []),
      changed({ sub: words.subject }, "with its subject changed"),
    ],
  };
});
