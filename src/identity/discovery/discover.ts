import type { Challenge, Discovery, Look, ServerMetadata } from "../../model/discovery.ts";
import type { Net } from "../../net/open-net.ts";
import { bareUrl } from "./bare-url.ts";
import { findResource } from "./find-resource.ts";
import { findServer } from "./find-server.ts";
import { whyNotFollow } from "./may-follow.ts";
import { problemsOf } from "./problems.ts";

/** Authorization servers that are tried, in the order in which the resource lists them. */
const mostServers = 3;

/**
 * Goes the way of an MCP client: challenge, protected-resource metadata, authorization-server metadata. A server without
 * the middle one is asked whether it is its own authorization server, as revision 2025-03-26 had it. Never throws for what
 * a peer does.
 */
export async function discover(
  url: string,
  challenge: Challenge | undefined,
  net: Pick<Net, "fetch" | "check">,
  signal: AbortSignal,
): Promise<Discovery> {
  const target = bareUrl(url);
  const { resource, looks: first } = await findResource(target, challenge, net, signal);
  const looks: Look[] = [...first];
  const skipped: Look[] = [];
  let server: ServerMetadata | undefined;
  const listed =
    resource === undefined ? [new URL(target).origin] : resource.authorizationServers.slice(0, mostServers);
  for (const issuer of listed) {
    const why = whyNotFollow(issuer, resource?.url ?? target, net);
    if (why !== undefined) {
      skipped.push({ url: issuer, found: false, says: why });
      continue;
    }
    const found = await findServer(issuer, net, signal);
    looks.push(...found.looks);
    server = found.server;
    if (server !== undefined) break;
  }
  const discovery = { challenge, resource, server, looks: [...looks, ...skipped] };
  return { ...discovery, problems: problemsOf(target, discovery, skipped) };
}
