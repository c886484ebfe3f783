import { encodePart } from "./jws.ts";
import { ofJwt, payloadOf, plainHeader } from "./material.ts";

const spellings = ["none", "None", "NONE", "nOnE"];

/** The header says that there is no signature; the spellings get past a comparison with one of them. */
export const unsigned = ofJwt((jwt, _material, options) => {
  const payload = encodePart(payloadOf(jwt, options));
  const headed = (alg: string) => `${encodePart({ ...plainHeader(jwt), alg })}.${payload}.`;
  return {
    ok: true,
    forged: [
      ...spellings.map((alg) => ({ token: headed(alg), says: `of algorithm "${alg}" without a signature` })),
      {
        token: headed("none") + jwt.parts[2],
        says: 'of algorithm "none" with the signature it had before',
      },
    ],
  };
});
