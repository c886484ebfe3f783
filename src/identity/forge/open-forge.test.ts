import { createHmac, createPublicKey, type JsonWebKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import {
  createLocalJWKSet,
  decodeJwt,
  EmbeddedJWK,
  exportJWK,
  generateKeyPair,
  importX509,
  type JSONWebKeySet,
  jwtVerify,
  SignJWT,
  UnsecuredJWT,
} from "jose";
import jsonwebtoken from "jsonwebtoken";
import { beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../../engine/random.ts";
import { forgedKinds } from "../../model/forged-kind.ts";
import type { TokenForgery } from "./kinds.ts";
import { type Forge, openForge } from "./open-forge.ts";

const url = "http://127.0.0.1:9/keys";
const claims = { iss: "https://issuer.example", aud: "mcp", sub: "alice", roles: ["admin"] };

interface Issuer {
  readonly token: string;
  readonly jwks: JSONWebKeySet;
  readonly algorithm: string;
}

async function issue(algorithm: string): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  const jwk = { ...(await exportJWK(publicKey)), kid: "issuer-1", alg: algorithm, use: "sig" };
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm, kid: "issuer-1", typ: "at+jwt" })
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(privateKey);
  return { token, jwks: { keys: [jwk] }, algorithm };
}

const forgeOf = ({ token, jwks }: Issuer, seed = 1): Forge =>
  openForge({ token, jwks, random: seededRandom(seed, "forge") });

/** What a server sees that does not even count the parts. */
function read(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
}

async function tokens(forge: Forge, kind: TokenForgery): Promise<readonly string[]> {
  const made = await forge.make(kind, { url });
  if (!made.ok) throw new Error(`${kind}: ${made.why}`);
  return made.forged.map(({ token }) => token);
}

/** A resource server that does what it should, with jose. */
async function withJose(token: string, { jwks, algorithm }: Issuer): Promise<string> {
  return jwtVerify(token, createLocalJWKSet(jwks), {
    algorithms: [algorithm],
    issuer: claims.iss,
    audience: "mcp",
  }).then(
    () => "accepted",
    (error: { code: string }) => error.code,
  );
}

/** And one with jsonwebtoken, which looks its key up by `kid`. */
function withJsonwebtoken(token: string, { jwks, algorithm }: Issuer): string {
  try {
    const kid = jsonwebtoken.decode(token, { complete: true })?.header.kid;
    const jwk = jwks.keys.find((key) => key.kid === kid);
    if (jwk === undefined) return "no such key";
    const key = createPublicKey({ key: jwk as JsonWebKey, format: "jwk" });
    jsonwebtoken.verify(token, key, { algorithms: [algorithm as "RS256"], issuer: claims.iss, audience: "mcp" });
    return "accepted";
  } catch (error) {
    return (error as Error).message;
  }
}

const unreadable = ["ERR_JWS_INVALID", "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"];
const joseSays: Readonly<Record<Exclude<TokenForgery, "unchanged" | "opaque-changed">, readonly string[]>> = {
  garbage: unreadable,
  truncated: unreadable,
  "payload-changed": ["ERR_JWS_SIGNATURE_VERIFICATION_FAILED"],
  unsigned: ["ERR_JOSE_ALG_NOT_ALLOWED"],
  "signature-stripped": unreadable,
  "foreign-signature": ["ERR_JWS_SIGNATURE_VERIFICATION_FAILED"],
  "public-key-as-secret": ["ERR_JOSE_ALG_NOT_ALLOWED"],
  "unknown-kid": ["ERR_JWKS_NO_MATCHING_KEY", "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"],
  "kid-path": ["ERR_JOSE_ALG_NOT_ALLOWED"],
  "kid-url": ["ERR_JWKS_NO_MATCHING_KEY"],
  "embedded-jwk": ["ERR_JWKS_NO_MATCHING_KEY", "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"],
  jku: ["ERR_JWKS_NO_MATCHING_KEY"],
  x5u: ["ERR_JWKS_NO_MATCHING_KEY"],
};
const jsonwebtokenSays =
  /^(no such key|invalid signature|"ES256" signatures must be .*|invalid algorithm|invalid token|jwt malformed|jwt signature is required|Unexpected token.*|.*JSON.*)$/;
/** Of a JWT; another token can have a character changed, too. */
const wrongKinds = forgedKinds.filter((kind) => kind !== "unchanged" && kind !== "opaque-changed");

let issuers: readonly Issuer[];
let rs256: Issuer;
beforeAll(async () => {
  issuers = await Promise.all(["RS256", "PS256", "ES256", "EdDSA"].map(issue));
  [rs256] = issuers as [Issuer];
});

describe("every kind of wrong token", () => {
  it.each(["RS256", "PS256", "ES256", "EdDSA"])(
    "is refused by a correct verifier of %s, for what is wrong with it",
    async (alg) => {
      const issuer = issuers.find(({ algorithm }) => algorithm === alg) as Issuer;
      expect(await withJose(issuer.token, issuer)).toBe("accepted");
      // jsonwebtoken knows no EdDSA
      if (alg !== "EdDSA") expect(withJsonwebtoken(issuer.token, issuer)).toBe("accepted");
      const forge = forgeOf(issuer);
      for (const kind of wrongKinds)
        for (const token of await tokens(forge, kind)) {
          expect(joseSays[kind], `${kind} ${token}`).toContain(await withJose(token, issuer));
          if (alg !== "EdDSA") expect(withJsonwebtoken(token, issuer), `${kind} ${token}`).toMatch(jsonwebtokenSays);
        }
    },
  );

  it("is another than the valid token and than the others, and says what it is", async () => {
    for (const issuer of issuers) {
      const forge = forgeOf(issuer);
      const all = await Promise.all(wrongKinds.map((kind) => forge.make(kind, { url })));
      const forged = all.flatMap((made) => (made.ok ? made.forged : []));
      expect(forged.length).toBeGreaterThan(25);
      const texts = forged.map(({ token }) => token);
      expect(texts).not.toContain(issuer.token);
      expect(new Set(texts).size).toBe(texts.length);
      expect(new Set(forged.map(({ says }) => says)).size).toBe(texts.length);
      expect(forged.filter(({ says }) => says.includes(issuer.token))).toEqual([]);
    }
  });

  it("is the same under the same seed, whatever is made first, but for what our own key signs", async () => {
    const ours = ["foreign-signature", "unknown-kid", "kid-url", "embedded-jwk", "jku", "x5u"];
    const one = forgeOf(rs256);
    const other = forgeOf(rs256);
    const kinds = wrongKinds.filter((kind) => !ours.includes(kind));
    const first = await Promise.all(kinds.map((kind) => tokens(one, kind)));
    const second = await Promise.all(kinds.toReversed().map((kind) => tokens(other, kind)));
    expect(second.toReversed()).toEqual(first);
    const [named = ""] = await tokens(one, "unknown-kid");
    const [again = ""] = await tokens(other, "unknown-kid");
    expect(again.split(".").slice(0, 2)).toEqual(named.split(".").slice(0, 2));
  });
});

describe("a sloppy verifier", () => {
  let forge: Forge;
  beforeAll(() => {
    forge = forgeOf(rs256);
  });

  it("that only decodes accepts what was changed, stripped or signed by anybody", async () => {
    for (const kind of ["payload-changed", "signature-stripped", "foreign-signature", "unsigned"] as const)
      for (const token of await tokens(forge, kind)) {
        expect(read(token), kind).toMatchObject({ iss: claims.iss, roles: ["admin"] });
      }
    const changed = (await tokens(forge, "payload-changed")).map((token) => decodeJwt(token));
    const { exp = 0 } = decodeJwt(rs256.token);
    expect(changed.map(({ sub }) => sub)).toEqual(["alice", "alice", expect.stringMatching(/^gauntlet_/)]);
    expect(changed.map((payload) => payload.exp)).toEqual([exp, exp + 86_400, exp]);
  });

  it("that allows tokens without a signature accepts an unsigned one", async () => {
    const [token = ""] = await tokens(forge, "unsigned");
    expect(UnsecuredJWT.decode(token).payload.sub).toBe("alice");
    expect(jsonwebtoken.verify(token, "", { algorithms: ["none"] })).toMatchObject({ sub: "alice" });
    const spelled = (await tokens(forge, "unsigned")).map(
      (one) => jsonwebtoken.decode(one, { complete: true })?.header.alg,
    );
    expect(spelled).toEqual(["none", "None", "NONE", "nOnE", "none"]);
  });

  it("that takes its public key for a secret accepts one of the forms", async () => {
    const [jwk] = rs256.jwks.keys;
    const key = createPublicKey({ key: jwk as JsonWebKey, format: "jwk" });
    const spki = key.export({ type: "spki", format: "pem" }).toString();
    const pkcs1 = key.export({ type: "pkcs1", format: "pem" }).toString();
    const secrets = [spki, spki.trimEnd(), pkcs1, pkcs1.trimEnd(), JSON.stringify(jwk)].map((text) =>
      Buffer.from(text),
    );
    secrets.push(key.export({ type: "spki", format: "der" }));
    const made = await tokens(forge, "public-key-as-secret");
    expect(made).toHaveLength(secrets.length);
    for (const [at, secret] of secrets.entries()) {
      const { payload } = await jwtVerify(made[at] ?? "", new Uint8Array(secret));
      expect(payload.sub).toBe("alice");
    }
  });

  it("that reads its key from the file that the token names accepts an empty secret", async () => {
    for (const token of (await tokens(forge, "kid-path")).slice(0, 2)) {
      const { header, signature } = jsonwebtoken.decode(token, { complete: true }) as jsonwebtoken.Jwt;
      const secret = readFileSync(resolve("/srv/keys/of/server", header.kid ?? ""));
      const input = token.slice(0, token.lastIndexOf("."));
      expect(createHmac("sha256", secret).update(input).digest("base64url")).toBe(signature);
    }
  });

  it("that trusts the key in the token accepts it", async () => {
    for (const token of await tokens(forge, "embedded-jwk"))
      expect((await jwtVerify(token, EmbeddedJWK)).payload.sub).toBe("alice");
  });

  it("that fetches the key from where the token says accepts it", async () => {
    const served = createLocalJWKSet(await forge.keySet());
    for (const kind of ["jku", "x5u", "unknown-kid"] as const) {
      const [token = ""] = await tokens(forge, kind);
      const { protectedHeader } = await jwtVerify(token, served);
      if (kind !== "unknown-kid") expect(protectedHeader[kind]).toBe(url);
    }
    const [byCertificate = ""] = await tokens(forge, "x5u");
    const certified = await importX509(await forge.certificate(), "RS256");
    expect((await jwtVerify(byCertificate, certified)).payload.sub).toBe("alice");
    const [byKid = ""] = await tokens(forge, "kid-url");
    expect((await jwtVerify(byKid, async () => (await forge.keySet()).keys[0] ?? {})).protectedHeader.kid).toBe(url);
  });
});

describe("what a forge needs", () => {
  it("is said where it is missing", async () => {
    const forge = openForge({ token: rs256.token, random: seededRandom(1) });
    expect(await forge.make("jku")).toEqual({ ok: false, why: "no address of our own key set was given" });
    expect(await forge.make("public-key-as-secret")).toEqual({
      ok: false,
      why: "the issuer's public keys are not known",
    });
    const opaque = openForge({ token: "at_1234567890", random: seededRandom(1) });
    expect(opaque.claims).toBeUndefined();
    expect(await opaque.make("unsigned")).toEqual({ ok: false, why: "the token is no JWT" });
    expect(await openForge({ token: "short", random: seededRandom(1) }).make("truncated")).toMatchObject({ ok: false });
  });

  it("is a key pair of the token's algorithm for a foreign signature; a shared secret has one of ours too", async () => {
    const header = Buffer.from('{"alg":"ES256K"}').toString("base64url");
    const exotic = openForge({ token: `${header}.e30.AAAA`, random: seededRandom(1) });
    expect(await exotic.make("foreign-signature")).toMatchObject({ ok: false, why: expect.stringContaining("ES256K") });
    const shared = jsonwebtoken.sign({ sub: "alice" }, "the server's secret");
    const [token = ""] = await tokens(openForge({ token: shared, random: seededRandom(1) }), "foreign-signature");
    expect(jsonwebtoken.decode(token)).toMatchObject({ sub: "alice" });
    expect(() => jsonwebtoken.verify(token, "the server's secret")).toThrow("invalid signature");
  });

  it("may be other claims, which every kind that writes a payload then has", async () => {
    const forge = forgeOf(rs256);
    for (const kind of wrongKinds.filter((name) => !["garbage", "truncated", "opaque-changed"].includes(name))) {
      const made = await forge.make(kind, { url, claims: { sub: "mallory" } });
      for (const { token } of made.ok ? made.forged : []) expect(read(token).sub, kind).toBe("mallory");
    }
  });
});

it("makes no opaque token equal to the valid one, nor one that reads as the same bytes", async () => {
  const token = fc.stringMatching(/^[\w~+/.-]{8,80}={0,2}$/);
  await fc.assert(
    fc.asyncProperty(token, fc.integer(), async (valid, seed) => {
      const forge = openForge({ token: valid, random: seededRandom(seed) });
      for (const kind of ["garbage", "truncated", "opaque-changed"] as const) {
        const made = await forge.make(kind);
        for (const { token: wrong } of made.ok ? made.forged : []) {
          expect(wrong).not.toBe(valid);
          expect(wrong.toLowerCase()).not.toBe(valid.toLowerCase());
          if (/^[\w-]+$/.test(valid))
            expect(Buffer.from(wrong, "base64url").equals(Buffer.from(valid, "base64url"))).toBe(false);
        }
      }
    }),
  );
});
