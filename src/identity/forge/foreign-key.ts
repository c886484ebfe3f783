import { type CryptoKey, exportJWK, generateKeyPair, type JWK } from "jose";

/** A key pair of ours, which no issuer knows. */
export interface ForeignKey {
  readonly algorithm: string;
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** With `kid`, `alg` and `use`, as it stands in a key set. */
  readonly jwk: JWK;
}

const known = new Set([
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
]);

/** True for the signature algorithms that we have keys for; shared secrets are none of them. */
export function hasKeyPair(algorithm: string): boolean {
  return known.has(algorithm);
}

/** Makes a new key pair; it is the one part of a forgery that no seed decides. */
export async function foreignKey(algorithm: string, kid: string): Promise<ForeignKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: "sig" };
  return { algorithm, kid, privateKey, publicKey, jwk };
}
