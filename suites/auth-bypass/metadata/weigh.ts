import type { DiscoveryProblem, MetadataFacts } from "../../../src/model/discovery.ts";

/** What a problem comes to: against a MUST of the revision, something that keeps clients out, or a remark. */
export type Weight = "wrong" | "doubtful" | "noted";

/** The revisions from which authorization is that of a protected resource with metadata, and from which the challenge is one of two ways. */
const withMetadata = "2025-06-18";
const withEitherWay = "2025-11-25";

/** True for a revision that asks for protected-resource metadata at all. */
export function asksForMetadata(revision: string): boolean {
  return revision >= withMetadata;
}

/** How much weight one problem has under a revision, given all that was found. */
export function weigh(
  kind: DiscoveryProblem,
  found: MetadataFacts,
  revision: string,
  audiences: readonly string[],
): Weight {
  const { resource, server, looks } = found;
  switch (kind) {
    case "no-challenge":
      // RFC 9110 has a challenge in every 401; clients of today find the metadata without.
      return revision < withEitherWay ? "wrong" : "noted";
    case "resource-mismatch":
      // A server that is reached by another name than its public one, and takes tokens for that: then it is in order.
      if (resource?.resource && audiences.includes(resource.resource)) return "noted";
      return sameMachine(resource?.resource ?? "", resource?.url ?? "") ? "noted" : "wrong";
    case "no-resource-metadata":
      // Where the challenge points at another origin, nobody looked there.
      return found.problems.some((one) => one.kind === "resource-metadata-elsewhere") ? "noted" : "wrong";
    case "resource-missing":
    case "no-authorization-server":
    case "issuer-missing":
    case "no-endpoints":
    case "endpoint-not-https":
    case "no-s256":
      return "wrong";
    case "issuer-mismatch":
      return nearlySame(server?.issuer ?? "", server?.asked ?? "") ? "noted" : "wrong";
    case "no-server-metadata":
      // Of the authorization server nothing is known where it was not asked, or did not answer.
      if (resource === null) return "noted";
      return looks.filter(({ url }) => isServerPlace(url)).every(({ says }) => says === "status 404")
        ? "wrong"
        : "noted";
    case "no-pkce":
      return revision < withEitherWay ? "noted" : "doubtful";
    case "resource-metadata-elsewhere":
    case "resource-broader":
    case "authorization-server-not-followed":
    case "offline-access-asked":
    case "wildcard-scope":
      return "noted";
  }
}

/** `localhost` and `127.0.0.1` are two names of one, with the same port. */
function sameMachine(one: string, other: string): boolean {
  const origins = [one, other].map((url) => /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(:\d+)?(?=\/|$)/.exec(url));
  return origins.every((origin) => origin !== null) && origins[0]?.[1] === origins[1]?.[1];
}

/** Many libraries put a slash at the end of a URL; and some providers have one document for all tenants. */
function nearlySame(one: string, other: string): boolean {
  const bare = (url: string) => url.replace(/\/$/, "");
  return bare(one) === bare(other) || one.includes("{");
}

function isServerPlace(url: string): boolean {
  return /\/\.well-known\/(?:oauth-authorization-server|openid-configuration)/.test(url);
}
