import type { Look, ServerMetadata } from "../../model/discovery.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Net } from "../../net/open-net.ts";
import { fetchDocument } from "./fetch-document.ts";
import { strings, text } from "./members.ts";
import { serverMetadataUrls } from "./well-known.ts";

/** The metadata of an issuer, wherever the standards let it be. The issuer must be a URL that may be contacted. */
export async function findServer(
  issuer: string,
  net: Pick<Net, "fetch">,
  signal: AbortSignal,
): Promise<{ readonly server: ServerMetadata | undefined; readonly looks: readonly Look[] }> {
  const looks: Look[] = [];
  for (const url of serverMetadataUrls(issuer)) {
    const answer = await fetchDocument(url, net, signal);
    looks.push({ url, found: answer.ok, says: answer.ok ? "authorization-server metadata" : answer.says });
    if (answer.ok) return { server: serverMetadata(answer.document, url, issuer), looks };
  }
  return { server: undefined, looks };
}

function serverMetadata(document: JsonObject, url: string, asked: string): ServerMetadata {
  return {
    url,
    asked,
    issuer: text(document.issuer),
    authorizationEndpoint: text(document.authorization_endpoint),
    tokenEndpoint: text(document.token_endpoint),
    registrationEndpoint: text(document.registration_endpoint),
    challengeMethods: strings(document.code_challenge_methods_supported),
    document,
  };
}
