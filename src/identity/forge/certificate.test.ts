import { X509Certificate } from "node:crypto";
import { importX509, jwtVerify, SignJWT } from "jose";
import { expect, it } from "vitest";
import { selfSigned } from "./certificate.ts";
import { foreignKey } from "./foreign-key.ts";

it.each(["RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA"])(
  "certifies a key of %s, so that its tokens verify",
  async (alg) => {
    const key = await foreignKey(alg, "k");
    const pem = await selfSigned(key);
    const certificate = new X509Certificate(pem);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.subject).toBe("CN=mcp-gauntlet");
    expect(certificate.issuer).toBe(certificate.subject);
    const token = await new SignJWT({ sub: "a" }).setProtectedHeader({ alg }).sign(key.privateKey);
    expect((await jwtVerify(token, await importX509(pem, alg))).payload.sub).toBe("a");
  },
);
