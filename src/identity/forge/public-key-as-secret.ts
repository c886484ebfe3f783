import { createPublicKey, type JsonWebKey } from "node:crypto";
import type { JWK } from "jose";
import type { Forged } from "../../model/identity.ts";
import { hmacSigned } from "./jws.ts";
import { ofJwt, payloadOf, plainHeader } from "./material.ts";

/** Issuers list two or three keys; what stands beyond the fourth is not worth a request. */
const mostKeys = 4;

/** HS256 with the issuer's public key for a secret, in every form that a server may hold that key in. */
export const publicKeyAsSecret = ofJwt((jwt, { jwks }, options) => {
  if (jwks === undefined) return { ok: false, why: "the issuer's public keys are not known" };
  const { kid } = jwt.header;
  const named = jwks.keys.filter((key) => key.kid === kid);
  const keys = (named.length > 0 ? named : jwks.keys).filter(({ kty }) => kty !== "oct").slice(0, mostKeys);
  const payload = payloadOf(jwt, options);
  const header = { ...plainHeader(jwt), alg: "HS256" };
  const forged = keys.flatMap((key) =>
    forms(key).map(({ secret, form }): Forged => {
      const says = `of algorithm HS256, signed with the issuer's public key as the secret (${form})`;
      return { token: hmacSigned(header, payload, secret), says };
    }),
  );
  return forged.length > 0 ? { ok: true, forged } : { ok: false, why: "the issuer's public keys cannot be read" };
});

function forms(key: JWK): readonly { readonly secret: string | Buffer; readonly form: string }[] {
  const texts = [{ secret: JSON.stringify(key), form: "JSON" }];
  const certificate = Array.isArray(key.x5c) ? key.x5c[0] : undefined;
  if (typeof certificate === "string") texts.push(...pem(certificatePem(certificate), "a certificate"));
  try {
    const read = createPublicKey({ key: key as JsonWebKey, format: "jwk" });
    const spki = read.export({ type: "spki", format: "pem" }).toString();
    const pkcs1 = key.kty === "RSA" ? read.export({ type: "pkcs1", format: "pem" }).toString() : undefined;
    return [
      ...pem(spki, "PEM"),
      ...(pkcs1 === undefined ? [] : pem(pkcs1, "PEM of PKCS #1")),
      ...texts,
      { secret: read.export({ type: "spki", format: "der" }), form: "DER" },
    ];
  } catch {
    return [];
  }
}

function pem(text: string, form: string) {
  return [
    { secret: text, form },
    { secret: text.trimEnd(), form: `${form} without its last line break` },
  ];
}

function certificatePem(base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
