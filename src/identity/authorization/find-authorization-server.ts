import type { AuthorizationServerFacts } from "../../model/authorization-server.ts";
import type { Discovery, ServerMetadata } from "../../model/discovery.ts";
import { hostOf } from "../../net/host-of.ts";
import { isLoopback } from "../../net/is-loopback.ts";
import type { Net } from "../../net/open-net.ts";
import { askForChallenge } from "../discovery/ask-for-challenge.ts";
import { discover } from "../discovery/discover.ts";
import { whyNotFollow } from "../discovery/may-follow.ts";

/** An authorization server with the endpoints that may be asked, and what a client of the server under test asks it for. */
export interface FoundServer {
  readonly issuer: string;
  readonly authorization: string | undefined;
  readonly token: string | undefined;
  readonly registration: string | undefined;
  /** The resource indicator (RFC 8707) of the server under test. */
  readonly resource: string;
  readonly scope: string | undefined;
}

/** What a client is led to, and what of it may be asked. */
export interface FoundAuthorization {
  readonly facts: AuthorizationServerFacts;
  readonly server: FoundServer | undefined;
}

/**
 * Goes the way of a client from the server under test to its authorization server. `ours` is the issuer of this run, which is not to
 * be asked. Endpoints on hosts that may not be contacted are left out. Never throws for what a peer does.
 */
export async function findAuthorizationServer(
  target: string,
  ours: string | undefined,
  net: Pick<Net, "fetch" | "check">,
  signal: AbortSignal,
): Promise<FoundAuthorization> {
  const challenge = await askForChallenge(target, net, signal);
  const found = await discover(target, challenge, net, signal);
  const { server } = found;
  if (server === undefined) return unasked(found);
  const issuer = server.issuer ?? server.asked;
  const state = ours !== undefined && sameIssuer(server.asked, ours) ? ("ours" as const) : ("found" as const);
  const reach = (url: string | undefined): string | undefined =>
    url !== undefined && whyNotFollow(url, server.url, net) === undefined ? url : undefined;
  const endpoints = {
    authorization: reach(server.authorizationEndpoint),
    token: reach(server.tokenEndpoint),
    registration: reach(server.registrationEndpoint),
  };
  const names = ["authorization", "token", "registration"] as const;
  const why = whyNotAsked(server, net);
  const facts: AuthorizationServerFacts = {
    state: state === "found" && why !== "" ? "not-asked" : state,
    why: state === "ours" ? "tokens come of the test issuer of this run" : why,
    issuer,
    endpoints: names.filter((name) => endpoints[name] !== undefined),
    challengeMethods: server.challengeMethods,
    onThisMachine: isLoopback(hostOf(new URL(server.url))),
  };
  const asked = { issuer, ...endpoints, resource: found.resource?.resource ?? bare(target), scope: scopeOf(found) };
  return { facts, server: facts.state === "found" ? asked : undefined };
}

/** Where there is no metadata: either there is no authorization server, or nobody may look. */
function unasked({ looks }: Discovery): FoundAuthorization {
  const stranger = looks.find(({ says }) => /allowed|not https|this machine/.test(says));
  return {
    facts: {
      state: stranger === undefined ? "none" : "not-asked",
      why: stranger === undefined ? "the server leads to no authorization server" : `${stranger.url}: ${stranger.says}`,
      issuer: null,
      endpoints: [],
      challengeMethods: [],
      onThisMachine: false,
    },
    server: undefined,
  };
}

function whyNotAsked({ authorizationEndpoint: endpoint, url }: ServerMetadata, net: Pick<Net, "check">): string {
  const why = endpoint === undefined ? undefined : whyNotFollow(endpoint, url, net);
  return why === undefined ? "" : `its authorization endpoint is not asked: ${why}`;
}

/** As the MCP specification has it: the scope of the challenge, else all of the resource. */
function scopeOf({ challenge, resource }: Discovery): string | undefined {
  const scope = challenge?.parameters.scope ?? resource?.scopes.join(" ");
  return scope === "" ? undefined : scope;
}

function sameIssuer(one: string, other: string): boolean {
  return one.replace(/\/$/, "") === other.replace(/\/$/, "");
}

function bare(target: string): string {
  const { origin, pathname } = new URL(target);
  return pathname === "/" ? origin : `${origin}${pathname}`;
}
