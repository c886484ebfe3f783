import { signed } from "./jws.ts";
import { ofJwt, payloadOf, plainHeader } from "./material.ts";

/** The key is ours, and its id is one that the issuer does not list, or none. */
export const unknownKid = ofJwt(async (jwt, material, options) => {
  const { algorithm, kid, privateKey } = await material.foreign();
  const { kid: was, ...header } = { ...plainHeader(jwt), alg: algorithm } as { kid?: unknown; alg: string };
  const payload = payloadOf(jwt, options);
  const forged = [
    {
      token: await signed({ ...header, kid }, payload, privateKey),
      says: "with a key id that the issuer never had, signed with that key",
    },
  ];
  if (was !== undefined)
    forged.push({
      token: await signed(header, payload, privateKey),
      says: "without a key id, signed with a key that the issuer never had",
    });
  return { ok: true, forged };
});
