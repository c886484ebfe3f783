import { decodeJwt, type JSONWebKeySet } from "jose";
import { fetchDocument } from "../../identity/discovery/fetch-document.ts";
import { findServer } from "../../identity/discovery/find-server.ts";
import { openNet } from "../../net/open-net.ts";
import type { NetOptions } from "../../net/options.ts";

/** The keys that the issuer of a token publishes; undefined where the token names none, or where it may not be asked. */
export async function publishedKeys(
  token: string,
  options: NetOptions,
  signal: AbortSignal,
): Promise<JSONWebKeySet | undefined> {
  const issuer = issuerIn(token);
  if (issuer === undefined) return undefined;
  const net = openNet(options);
  try {
    const { server } = await findServer(issuer, net, signal);
    const place = server?.document.jwks_uri;
    if (typeof place !== "string") return undefined;
    const got = await fetchDocument(place, net, signal);
    return got.ok && Array.isArray(got.document.keys) ? (got.document as unknown as JSONWebKeySet) : undefined;
  } finally {
    await net.close();
  }
}

function issuerIn(token: string): string | undefined {
  try {
    const { iss } = decodeJwt(token);
    return iss !== undefined && URL.canParse(iss) ? iss : undefined;
  } catch {
    return undefined;
  }
}
