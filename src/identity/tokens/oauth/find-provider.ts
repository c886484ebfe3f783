import type { AuthorizationServer } from "oauth4webapi";
import type { OAuthConfig } from "../../../model/config.ts";
import type { ServerMetadata } from "../../../model/discovery.ts";
import { HarnessError } from "../../../model/errors.ts";
import { askForChallenge } from "../../discovery/ask-for-challenge.ts";
import { discover } from "../../discovery/discover.ts";
import { findServer } from "../../discovery/find-server.ts";
import { whyNotFollow } from "../../discovery/may-follow.ts";
import type { TokenPorts } from "../ports.ts";
import { checkProviderHost } from "./provider-fetch.ts";

/** The authorization server to ask, and the name that it knows the server under test by; or one phrase on why there is none. */
export type Provider =
  | { readonly ok: true; readonly server: AuthorizationServer; readonly resource: string | undefined }
  | { readonly ok: false; readonly why: string };

/**
 * The provider that the config names, else the one that the server under test leads to. Its endpoints may lie elsewhere, but
 * only where a client may follow; those of the config have been checked. A host to which the way leads and that is not
 * allowed is a `config-invalid` HarnessError.
 */
export async function findProvider(
  config: OAuthConfig,
  path: string,
  ports: Pick<TokenPorts, "net" | "target">,
  signal: AbortSignal,
): Promise<Provider> {
  const { issuer, tokenUrl } = config;
  if (ports.target !== undefined) ports.net.check(ports.target);
  const resource = ports.target === undefined ? undefined : indicator(ports.target);
  if (tokenUrl !== undefined && config.grant !== "authorization_code") {
    return { ok: true, server: { issuer: issuer ?? tokenUrl, token_endpoint: tokenUrl }, resource };
  }
  if (issuer !== undefined) {
    const { server, looks } = await findServer(issuer, ports.net, signal);
    if (server === undefined)
      return { ok: false, why: `its provider has no metadata (${looks[0]?.says ?? "not reached"})` };
    if (!sameIssuer(server.issuer, issuer)) return { ok: false, why: "its provider's metadata is of another issuer" };
    return usable(server, config, path, ports, resource);
  }
  if (ports.target === undefined) throw unnamed(path);
  const challenge = await askForChallenge(ports.target, ports.net, signal);
  const found = await discover(ports.target, challenge, ports.net, signal);
  const stranger = found.looks.find(({ says }) => says === "its host is not allowed");
  if (found.server === undefined) {
    if (stranger !== undefined && URL.canParse(stranger.url)) checkProviderHost(stranger.url, path, ports.net);
    return { ok: false, why: "the server under test leads to no authorization server" };
  }
  if (found.server.issuer !== found.server.asked) {
    return { ok: false, why: "the metadata of its authorization server is of another issuer" };
  }
  if (found.problems.some(({ kind }) => kind === "resource-mismatch")) {
    return { ok: false, why: "the server's protected-resource metadata is of another resource" };
  }
  return usable(found.server, config, path, ports, found.resource?.resource ?? resource);
}

function usable(
  found: ServerMetadata,
  { grant, tokenUrl }: OAuthConfig,
  path: string,
  { net }: Pick<TokenPorts, "net">,
  resource: string | undefined,
): Provider {
  const token = tokenUrl ?? found.tokenEndpoint;
  if (token === undefined) return { ok: false, why: "its provider's metadata has no token endpoint" };
  const authorize = found.authorizationEndpoint;
  if (grant === "authorization_code" && authorize === undefined) {
    return { ok: false, why: "its provider's metadata has no authorization endpoint" };
  }
  // The browser goes to the authorization endpoint, not this program: the host law has no say there.
  if (authorize !== undefined && !/^https?:\/\//i.test(authorize)) {
    return { ok: false, why: "its provider's authorization endpoint is no http or https URL" };
  }
  if (tokenUrl === undefined) {
    const why = whyNotFollow(token, found.url, net);
    if (why === "its host is not allowed") checkProviderHost(token, path, net);
    if (why !== undefined) return { ok: false, why: `its provider's token endpoint is not asked: ${why}` };
  }
  const server = { ...found.document, issuer: found.issuer ?? found.asked, token_endpoint: token };
  return { ok: true, server: server as AuthorizationServer, resource };
}

/** People leave the final slash of an issuer out. */
function sameIssuer(found: string | undefined, wanted: string): boolean {
  return found !== undefined && found.replace(/\/$/, "") === wanted.replace(/\/$/, "");
}

/** A resource as RFC 8707 section 2 wants it: without fragment and query, and surely without credentials. */
function indicator(target: string): string {
  const { origin, pathname } = new URL(target);
  return pathname === "/" ? origin : `${origin}${pathname}`;
}

function unnamed(path: string): HarnessError {
  return new HarnessError(
    "config-invalid",
    `${path} has neither issuer nor tokenUrl, and a server that is started leads to no provider.`,
    "Give issuer, or tokenUrl.",
  );
}
