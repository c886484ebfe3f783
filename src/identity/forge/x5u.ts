import { signed } from "./jws.ts";
import { ofJwt, payloadOf, plainHeader } from "./material.ts";

/** The header names the address of the certificate that verifies the token: ours. */
export const x5u = ofJwt(async (jwt, material, options) => {
  if (options.url === undefined) return { ok: false, why: "no address of our own key set was given" };
  const { algorithm, kid, privateKey } = await material.foreign();
  const header = { ...plainHeader(jwt), alg: algorithm, kid, x5u: options.url };
  const token = await signed(header, payloadOf(jwt, options), privateKey);
  return { ok: true, forged: [{ token, says: "whose header names a certificate of ours (x5u), signed with its key" }] };
});
