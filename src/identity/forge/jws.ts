import { createHmac } from "node:crypto";
import { type CompactJWSHeaderParameters, CompactSign, type CryptoKey } from "jose";
import type { JsonObject } from "../../model/json.ts";

/** One part of a compact JWS: JSON, or text that is to stand as it is. */
export function encodePart(content: JsonObject | string): string {
  return Buffer.from(typeof content === "string" ? content : JSON.stringify(content)).toString("base64url");
}

/** A compact JWS by a private key; `payload` is JSON or the very text to be signed. */
export async function signed(header: JsonObject, payload: JsonObject | string, key: CryptoKey): Promise<string> {
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  return new CompactSign(Buffer.from(text)).setProtectedHeader(header as CompactJWSHeaderParameters).sign(key);
}

const digests: Readonly<Record<string, string>> = { HS256: "sha256", HS384: "sha384", HS512: "sha512" };

/** A compact JWS by a shared secret of any length, empty too, which libraries refuse to make; `header.alg` is HS256, HS384 or HS512. */
export function hmacSigned(
  header: JsonObject & { readonly alg: string },
  payload: JsonObject | string,
  secret: string | Buffer,
): string {
  const input = `${encodePart(header)}.${encodePart(payload)}`;
  const mac = createHmac(digests[header.alg] ?? "sha256", secret)
    .update(input)
    .digest("base64url");
  return `${input}.${mac}`;
}
