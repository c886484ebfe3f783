import { createHash } from "node:crypto";
import { hasKeyPair } from "./foreign-key.ts";
import { hmacSigned, signed } from "./jws.ts";
import { ofJwt, payloadOf, plainHeader } from "./material.ts";

/** Algorithm and key id are those of the issuer, and the key is ours. */
export const foreignSignature = ofJwt(async (jwt, material, options) => {
  const header = plainHeader(jwt);
  const payload = payloadOf(jwt, options);
  const says = "signed with a key that the issuer never had";
  if (/^HS(256|384|512)$/.test(header.alg)) {
    const secret = createHash("sha512").update(material.words.garbage).digest();
    return { ok: true, forged: [{ token: hmacSigned(header, payload, secret), says }] };
  }
  if (!hasKeyPair(header.alg)) return { ok: false, why: `there is no key of ours for the algorithm ${header.alg}` };
  const { privateKey } = await material.foreign();
  return { ok: true, forged: [{ token: await signed(header, payload, privateKey), says }] };
});
