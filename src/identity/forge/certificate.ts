import { KeyObject, sign } from "node:crypto";
import { type CryptoKey, exportSPKI } from "jose";

/** Far enough from now that no clock matters; RFC 5280 section 4.1.2.5 wants UTCTime up to 2049. */
const validity = ["200101000000Z", "491231235959Z"];

/**
 * A self-signed X.509 version 1 certificate, as PEM: what stands where `x5u` points. Key and certificate are ours, and nobody
 * can be led to trust them but by the flaw that they look for.
 */
export async function selfSigned(pair: {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}): Promise<string> {
  const spki = Buffer.from((await exportSPKI(pair.publicKey)).replaceAll(/-----[^-]+-----|\s/g, ""), "base64");
  const key = KeyObject.from(pair.privateKey);
  const { identifier, digest } = scheme(key);
  const commonName = der(0x30, der(0x06, Buffer.from([0x55, 0x04, 0x03])), der(0x0c, Buffer.from("mcp-gauntlet")));
  const name = der(0x30, der(0x31, commonName));
  const times = der(0x30, ...validity.map((time) => der(0x17, Buffer.from(time))));
  const body = der(0x30, der(0x02, Buffer.from([1])), identifier, name, times, name, spki);
  const signature = sign(digest, body, key);
  const certificate = der(0x30, body, identifier, der(0x03, Buffer.from([0]), signature));
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

/** How the certificate itself is signed, which need not be how tokens are: RSA with SHA-256, ECDSA with SHA-256, or Ed25519. */
function scheme(key: KeyObject): { readonly identifier: Buffer; readonly digest: string | null } {
  const none = der(0x05);
  switch (key.asymmetricKeyType) {
    case "ec":
      return { identifier: der(0x30, oid("2a8648ce3d040302")), digest: "sha256" };
    case "ed25519":
      return { identifier: der(0x30, oid("2b6570")), digest: null };
    default:
      return { identifier: der(0x30, oid("2a864886f70d01010b"), none), digest: "sha256" };
  }
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, "hex"));
}

/** One DER value: tag, length, content. */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const digits = body.length.toString(16);
  const length = Buffer.from(digits.padStart(digits.length + (digits.length % 2), "0"), "hex");
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body]);
}
