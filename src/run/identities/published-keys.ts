import { decodeJwt, type JSONWebKeySet } from "jose";
import { fetchDocument } from "../../identity/discovery/fetch-document.ts";
import { findServer } from "../../identity/discovery/find-server.ts";
import type { Net } from "../../net/open-net.ts";

/** The keys that the issuer of a token publishes; undefined where the token names none, or where it may not be asked. */
export async function publishedKeys(
  token: string,
  net: Pick<Net, "fetch" | "check">,
  signal: AbortSignal,
): Promise<JSONWebKeySet | undefined> {
  const issuer = issuerIn(token);
  if (issuer === undefined) return undefined;
  try {
    net.check(new URL(issuer));
  } catch {
    return undefined;
  }
  const { server } = await findServer(issuer, net, signal);
  const place = server?.document.jwks_uri;
  if (typeof place !== "string") return undefined;
  const got = await fetchDocument(place, net, signal);
  return got.ok && Array.isArray(got.document.keys) ? (got.document as unknown as JSONWebKeySet) : undefined;
}

function issuerIn(token: string): string | undefined {
  try {
    const { iss } = decodeJwt(token);
    return iss !== undefined && URL.canParse(iss) ? iss : undefined;
  } catch {
    return undefined;
  }
}
