import type { JSONWebKeySet } from "jose";
import type { JsonObject } from "../../model/json.ts";
import type { Random } from "../../model/ports.ts";
import { selfSigned } from "./certificate.ts";
import { embeddedJwk } from "./embedded-jwk.ts";
import { type ForeignKey, foreignKey, hasKeyPair } from "./foreign-key.ts";
import { foreignSignature } from "./foreign-signature.ts";
import { garbage } from "./garbage.ts";
import { jku } from "./jku.ts";
import { kidPath } from "./kid-path.ts";
import { kidUrl } from "./kid-url.ts";
import type { ForgeOptions, Forgings, TokenForgery } from "./kinds.ts";
import type { Make, Material } from "./material.ts";
import { opaqueChanged } from "./opaque-changed.ts";
import { payloadChanged } from "./payload-changed.ts";
import { publicKeyAsSecret } from "./public-key-as-secret.ts";
import { readJwt } from "./read-jwt.ts";
import { signatureStripped } from "./signature-stripped.ts";
import { truncated } from "./truncated.ts";
import { unknownKid } from "./unknown-kid.ts";
import { unsigned } from "./unsigned.ts";
import { x5u } from "./x5u.ts";

/** What a forge starts from. */
export interface ForgeStart {
  /** One valid bearer token, without the scheme; kept in memory and in what is forged of it, nowhere else. */
  readonly token: string;
  /** The issuer's public keys. */
  readonly jwks?: JSONWebKeySet;
  readonly random: Random;
}

/** Makes wrong tokens out of one valid token. */
export interface Forge {
  /** Undefined where the token is no JWT; not verified. */
  readonly header: JsonObject | undefined;
  /** Undefined where the token is no JWT; not verified. */
  readonly claims: JsonObject | undefined;
  /** Never gives the valid token back, but for `unchanged`. */
  make(kind: TokenForgery, options?: ForgeOptions): Promise<Forgings>;
  /** Our own public key, to be served where `jku` and `kid-url` point. */
  keySet(): Promise<JSONWebKeySet>;
  /** The certificate of that key, as PEM, to be served where `x5u` points. */
  certificate(): Promise<string>;
}

/** Opens a forge. Under the same seed it makes the same tokens, but for our key and what is signed with it. */
export function openForge({ token, jwks, random }: ForgeStart): Forge {
  const jwt = readJwt(token);
  const words = {
    garbage: random.word(12),
    claim: `gauntlet_${random.word(8)}`,
    subject: `gauntlet_${random.word(8)}`,
    kid: `gauntlet-${random.word(8)}`,
  };
  const algorithm = jwt !== undefined && hasKeyPair(jwt.header.alg) ? jwt.header.alg : "RS256";
  let key: Promise<ForeignKey> | undefined;
  const foreign = () => {
    key ??= foreignKey(algorithm, words.kid);
    return key;
  };
  const material: Material = { token, jwt, jwks, words, foreign };
  return {
    header: jwt?.header,
    claims: jwt?.claims,
    make: async (kind, options = {}) => {
      if (kind === "unchanged") return { ok: true, forged: [{ token, says: "that is valid" }] };
      const made = await makers[kind](material, options);
      if (!made.ok) return made;
      const forged = made.forged.filter((one) => one.token !== token);
      return forged.length > 0 ? { ok: true, forged } : { ok: false, why: "the valid token already has this form" };
    },
    keySet: async () => ({ keys: [(await foreign()).jwk] }),
    certificate: async () => selfSigned(await foreign()),
  };
}

const makers: Readonly<Record<Exclude<TokenForgery, "unchanged">, Make>> = {
  garbage,
  truncated,
  "opaque-changed": opaqueChanged,
  "payload-changed": payloadChanged,
  unsigned,
  "signature-stripped": signatureStripped,
  "foreign-signature": foreignSignature,
  "public-key-as-secret": publicKeyAsSecret,
  "unknown-kid": unknownKid,
  "kid-path": kidPath,
  "kid-url": kidUrl,
  "embedded-jwk": embeddedJwk,
  jku,
  x5u,
};
