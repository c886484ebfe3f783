import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, type JSONWebKeySet, type JWK } from "jose";

/** The algorithms that the test issuer signs with. */
export const issuerAlgorithms = ["RS256", "PS256", "ES256", "ES384", "EdDSA"] as const;
export type IssuerAlgorithm = (typeof issuerAlgorithms)[number];

/** `at-once`: the old keys are published no more. `overlapping`: they are, and only new tokens have the new key. */
export type Rotation = "at-once" | "overlapping";

interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

/** The issuer's keys. */
export interface KeyRing {
  /** The key that signs now; made where there is none for the algorithm yet. */
  signing(algorithm: IssuerAlgorithm): Promise<SigningKey>;
  /** The public keys, newest first. */
  published(): JSONWebKeySet;
  rotate(how: Rotation): Promise<void>;
}

/** Opens a ring with one key. Key ids are thumbprints (RFC 7638): no two issuers share one. */
export async function openKeyRing(first: IssuerAlgorithm): Promise<KeyRing> {
  const current = new Map<IssuerAlgorithm, Promise<SigningKey>>();
  let listed: readonly JWK[] = [];
  const add = async (algorithm: IssuerAlgorithm): Promise<SigningKey> => {
    const key = await newKey(algorithm);
    listed = [key.jwk, ...listed];
    return key;
  };
  const signing = (algorithm: IssuerAlgorithm): Promise<SigningKey> => {
    const key = current.get(algorithm) ?? add(algorithm);
    current.set(algorithm, key);
    return key;
  };
  await signing(first);
  return {
    signing,
    published: () => ({ keys: [...listed] }),
    async rotate(how) {
      const fresh = await Promise.all([...current.keys()].map(async (name) => [name, await newKey(name)] as const));
      const jwks = fresh.map(([, key]) => key.jwk);
      listed = how === "at-once" ? jwks : [...jwks, ...listed];
      for (const [name, key] of fresh) current.set(name, Promise.resolve(key));
    },
  };
}

async function newKey(algorithm: IssuerAlgorithm): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  const bare = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(bare);
  return { kid, privateKey, jwk: { ...bare, kid, alg: algorithm, use: "sig" } };
}
