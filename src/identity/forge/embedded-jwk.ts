import { signed } from "./jws.ts";
import { ofJwt, payloadOf, plainHeader } from "./material.ts";
import type { Jwt } from "./read-jwt.ts";

/** The token brings the key along that verifies it: ours. */
export const embeddedJwk = ofJwt(async (jwt, material, options) => {
  const { algorithm, kid, privateKey, jwk } = await material.foreign();
  const payload = payloadOf(jwt, options);
  const header: Jwt["header"] = { ...plainHeader(jwt), alg: algorithm };
  const forged = [
    {
      token: await signed({ ...header, kid, jwk: { ...jwk } }, payload, privateKey),
      says: "signed with a key that it brings along in its header",
    },
  ];
  if (typeof header.kid === "string") {
    const named = { ...header, jwk: { ...jwk, kid: header.kid } };
    forged.push({
      token: await signed(named, payload, privateKey),
      says: "signed with a key that it brings along in its header under the id of the issuer's",
    });
  }
  return { ok: true, forged };
});
