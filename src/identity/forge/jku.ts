import { signed } from "./jws.ts";
import { ofJwt, payloadOf, plainHeader } from "./material.ts";

/** The header names the address of the key set that verifies the token: ours. */
export const jku = ofJwt(async (jwt, material, options) => {
  if (options.url === undefined) return { ok: false, why: "no address of our own key set was given" };
  const { algorithm, kid, privateKey } = await material.foreign();
  const header = { ...plainHeader(jwt), alg: algorithm, kid, jku: options.url };
  const token = await signed(header, payloadOf(jwt, options), privateKey);
  return {
    ok: true,
    forged: [{ token, says: "whose header names a key set of ours (jku), signed with the key there" }],
  };
});
