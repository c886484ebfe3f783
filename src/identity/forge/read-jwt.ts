import { isObject, type JsonObject } from "../../model/json.ts";

/** A signed JWT, taken apart and not verified. */
export interface Jwt {
  readonly header: JsonObject & { readonly alg: string };
  readonly claims: JsonObject;
  /** Header, payload and signature as they were written, in base64url. */
  readonly parts: readonly [header: string, payload: string, signature: string];
}

/** Reads a token as a JWT; undefined for one that is opaque, encrypted or broken. */
export function readJwt(token: string): Jwt | undefined {
  const [head, body, signature, ...more] = token.split(".");
  if (head === undefined || body === undefined || signature === undefined || more.length > 0) return undefined;
  const header = decoded(head);
  const claims = decoded(body);
  if (header === undefined || claims === undefined || typeof header.alg !== "string") return undefined;
  return { header: { ...header, alg: header.alg }, claims, parts: [head, body, signature] };
}

function decoded(part: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
