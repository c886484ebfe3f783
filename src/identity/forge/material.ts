import type { JSONWebKeySet } from "jose";
import type { JsonObject } from "../../model/json.ts";
import type { ForeignKey } from "./foreign-key.ts";
import type { ForgeOptions, Forgings } from "./kinds.ts";
import type { Jwt } from "./read-jwt.ts";

/** What every forgery is made of. */
export interface Material {
  readonly token: string;
  /** Undefined where the token is no JWT. */
  readonly jwt: Jwt | undefined;
  /** The issuer's public keys, where they are known. */
  readonly jwks: JSONWebKeySet | undefined;
  /** Words of ours, the same under the same seed whatever is forged first. */
  readonly words: { readonly garbage: string; readonly claim: string; readonly subject: string; readonly kid: string };
  /** Our key: of the token's algorithm where we can have one, else RS256. Made when it is first asked for. */
  foreign(): Promise<ForeignKey>;
}

/** One kind of forgery. */
export type Make = (material: Material, options: ForgeOptions) => Forgings | Promise<Forgings>;

/** A kind of forgery that needs a JWT. */
export function ofJwt(
  make: (jwt: Jwt, material: Material, options: ForgeOptions) => Forgings | Promise<Forgings>,
): Make {
  return (material, options) =>
    material.jwt === undefined ? { ok: false, why: "the token is no JWT" } : make(material.jwt, material, options);
}

/** The payload to sign: the very text of the valid token, or its claims with the caller's laid over them. */
export function payloadOf(jwt: Jwt, { claims }: ForgeOptions): JsonObject | string {
  if (claims === undefined) return Buffer.from(jwt.parts[1], "base64url").toString("utf8");
  return { ...jwt.claims, ...claims };
}

/** The header of the valid token without what would point at another key, and without extensions that a signer has to obey. */
export function plainHeader(jwt: Jwt): Jwt["header"] {
  const {
    jwk: _jwk,
    jku: _jku,
    x5u: _x5u,
    x5c: _x5c,
    x5t: _x5t,
    "x5t#S256": _x5t256,
    crit: _crit,
    b64: _b64,
    ...rest
  } = jwt.header;
  return rest as Jwt["header"];
}
