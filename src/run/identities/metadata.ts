import { discover } from "../../identity/discovery/discover.ts";
import { bearerChallenge } from "../../identity/discovery/parse-challenge.ts";
import type { MetadataFacts } from "../../model/discovery.ts";
import type { Target } from "../../model/target.ts";
import { openNet } from "../../net/open-net.ts";
import type { NetOptions } from "../../net/options.ts";

/** What a client finds of the authorization of a server that it has no credentials for; undefined for one that is started. */
export async function metadataOf(
  target: Target,
  header: string | undefined,
  options: NetOptions,
  signal: AbortSignal,
): Promise<MetadataFacts | undefined> {
  if (target.kind !== "http") return undefined;
  const net = openNet(options);
  try {
    const found = await discover(target.url, bearerChallenge(header), net, signal);
    const { challenge = null, resource, server, looks, problems } = found;
    return {
      challenge,
      resource: resource === undefined ? null : resourceFacts(resource),
      server: server === undefined ? null : serverFacts(server),
      looks,
      problems,
    };
  } finally {
    await net.close();
  }
}

type Found = Awaited<ReturnType<typeof discover>>;

function resourceFacts({ url, resource, authorizationServers }: NonNullable<Found["resource"]>) {
  return { url, resource: resource ?? null, authorizationServers };
}

function serverFacts({ url, asked, issuer, challengeMethods }: NonNullable<Found["server"]>) {
  return { url, asked, issuer: issuer ?? null, challengeMethods };
}
