import type { Discovery, DiscoveryProblem, Look, ResourceMetadata, ServerMetadata } from "../../model/discovery.ts";
import { hostOf } from "../../net/host-of.ts";
import { isLoopback } from "../../net/is-loopback.ts";

type Problem = Discovery["problems"][number];

/** What is wrong with what was found, by RFC 9728, RFC 8414, RFC 7636 and the MCP specification since 2025-06-18. */
export function problemsOf(
  target: string,
  { challenge, resource, server }: Pick<Discovery, "challenge" | "resource" | "server">,
  skipped: readonly Look[],
): readonly Problem[] {
  return [
    ...(challenge === undefined ? [problem("no-challenge", "the server answers without a Bearer challenge")] : []),
    ...namedElsewhere(target, challenge?.parameters.resource_metadata),
    ...resourceProblems(target, resource),
    ...skipped.map(({ url, says }) =>
      problem("authorization-server-not-followed", `${brief(url)} was not asked: ${says}`),
    ),
    ...serverProblems(server),
    ...scopeProblems(resource, challenge?.parameters.scope),
  ];
}

function resourceProblems(target: string, resource: ResourceMetadata | undefined): readonly Problem[] {
  if (resource === undefined) {
    return [problem("no-resource-metadata", "there is no protected-resource metadata at any of the places for it")];
  }
  const none = problem("no-authorization-server", "the protected-resource metadata lists no authorization server");
  return [...resourceName(target, resource), ...(resource.authorizationServers.length === 0 ? [none] : [])];
}

function resourceName(target: string, { resource }: ResourceMetadata): readonly Problem[] {
  if (resource === undefined) return [problem("resource-missing", "the protected-resource metadata has no `resource`")];
  if (!URL.canParse(resource)) return [problem("resource-mismatch", `its resource ${brief(resource)} is no URL`)];
  const wanted = new URL(target);
  const named = new URL(resource);
  if (named.href === wanted.href) return [];
  // A query may hold a key.
  wanted.search = "";
  const within =
    wanted.origin === named.origin && `${wanted.pathname}/`.startsWith(`${named.pathname.replace(/\/$/, "")}/`);
  const says = `its resource is ${brief(resource)}, not ${brief(wanted.href)}`;
  return [problem(within && named.search === "" ? "resource-broader" : "resource-mismatch", says)];
}

function serverProblems(server: ServerMetadata | undefined): readonly Problem[] {
  if (server === undefined) return [problem("no-server-metadata", "no authorization server has metadata")];
  const { issuer, asked, authorizationEndpoint, tokenEndpoint, challengeMethods: methods } = server;
  const found: Problem[] = [];
  if (issuer === undefined) found.push(problem("issuer-missing", "the authorization-server metadata has no `issuer`"));
  else if (issuer !== asked)
    found.push(problem("issuer-mismatch", `its issuer is ${brief(issuer)}, not ${brief(asked)}`));
  if (tokenEndpoint === undefined) found.push(problem("no-endpoints", "the metadata has no `token_endpoint`"));
  const insecure = [authorizationEndpoint, tokenEndpoint, server.registrationEndpoint].find(isInsecure);
  if (insecure !== undefined) found.push(problem("endpoint-not-https", `${brief(insecure)} is not https`));
  if (authorizationEndpoint !== undefined && methods.length === 0) {
    found.push(problem("no-pkce", "the metadata does not list `code_challenge_methods_supported`"));
  } else if (methods.length > 0 && !methods.includes("S256")) {
    found.push(problem("no-s256", `the PKCE methods are ${brief(methods.join(", "))}, without S256`));
  }
  return found;
}

function scopeProblems(resource: ResourceMetadata | undefined, challenged: string | undefined): readonly Problem[] {
  const scopes = [...(resource?.scopes ?? []), ...(challenged?.split(/\s+/) ?? [])];
  const wildcard = scopes.find((scope) => scope.includes("*"));
  return [
    ...(scopes.includes("offline_access")
      ? [problem("offline-access-asked", "the server asks clients for `offline_access`")]
      : []),
    ...(wildcard === undefined ? [] : [problem("wildcard-scope", `the server asks for the scope ${brief(wildcard)}`)]),
  ];
}

function namedElsewhere(target: string, named: string | undefined): readonly Problem[] {
  if (named === undefined || (URL.canParse(named) && new URL(named).origin === new URL(target).origin)) return [];
  return [
    problem("resource-metadata-elsewhere", `the challenge points at ${brief(named)}, which is of another origin`),
  ];
}

function isInsecure(url: string | undefined): boolean {
  if (url === undefined) return false;
  return !URL.canParse(url) || (new URL(url).protocol !== "https:" && !isLoopback(hostOf(new URL(url))));
}

function problem(kind: DiscoveryProblem, says: string): Problem {
  return { kind, says };
}

/** A peer's text as a phrase may have it. */
function brief(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}
