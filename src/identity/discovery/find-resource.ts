import type { Challenge, Look, ResourceMetadata } from "../../model/discovery.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Net } from "../../net/open-net.ts";
import { fetchDocument } from "./fetch-document.ts";
import { whyNotFollow } from "./may-follow.ts";
import { strings, text } from "./members.ts";
import { resourceMetadataUrls } from "./well-known.ts";

/**
 * The metadata of a protected resource: where the challenge says, else at the well-known places. What the challenge says is
 * not followed to another origin than the server's: only the server itself can speak for the resource.
 */
export async function findResource(
  target: string,
  challenge: Challenge | undefined,
  net: Pick<Net, "fetch" | "check">,
  signal: AbortSignal,
): Promise<{ readonly resource: ResourceMetadata | undefined; readonly looks: readonly Look[] }> {
  const looks: Look[] = [];
  const named = challenge?.parameters.resource_metadata;
  for (const url of [...new Set([...(named === undefined ? [] : [named]), ...resourceMetadataUrls(target)])]) {
    const why = whyNotLook(url, target, net);
    const answer = why === undefined ? await fetchDocument(url, net, signal) : ({ ok: false, says: why } as const);
    looks.push({ url, found: answer.ok, says: answer.ok ? "protected-resource metadata" : answer.says });
    if (answer.ok) return { resource: resourceMetadata(answer.document, url), looks };
  }
  return { resource: undefined, looks };
}

function whyNotLook(url: string, target: string, net: Pick<Net, "check">): string | undefined {
  const why = whyNotFollow(url, target, net);
  return why ?? (new URL(url).origin === new URL(target).origin ? undefined : "it is of another origin");
}

function resourceMetadata(document: JsonObject, url: string): ResourceMetadata {
  return {
    url,
    resource: text(document.resource),
    authorizationServers: strings(document.authorization_servers),
    scopes: strings(document.scopes_supported),
    document,
  };
}
