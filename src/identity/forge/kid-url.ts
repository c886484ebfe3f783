import { signed } from "./jws.ts";
import { ofJwt, payloadOf, plainHeader } from "./material.ts";

/** The key id is the address of our own key set. */
export const kidUrl = ofJwt(async (jwt, material, options) => {
  if (options.url === undefined) return { ok: false, why: "no address of our own key set was given" };
  const { algorithm, privateKey } = await material.foreign();
  const header = { ...plainHeader(jwt), alg: algorithm, kid: options.url };
  const token = await signed(header, payloadOf(jwt, options), privateKey);
  return {
    ok: true,
    forged: [{ token, says: "whose key id is the address of a key set of ours, signed with the key there" }],
  };
});
