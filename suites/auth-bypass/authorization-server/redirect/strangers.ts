import type { OAuthClient } from "../../../../src/model/authorization-server.ts";
import type { Random } from "../../../../src/model/ports.ts";

/** A redirect URI that nobody registered. */
export interface Stranger {
  readonly technique: string;
  /** In what it differs from the registered one. */
  readonly says: string;
  readonly uri: string;
  /** True where a code still comes to the place that was registered, so that nobody else gets it. */
  readonly samePlace?: boolean;
}

/**
 * Redirect URIs that differ from the registered one in one thing each. Another port of this machine is none: RFC 8252 allows it.
 * Of a client that the run did not register nobody knows what else is registered: only other hosts are strangers then.
 */
export function strangersTo({ redirectUri, registered }: OAuthClient, random: Random): readonly Stranger[] {
  const right = new URL(redirectUri);
  const { protocol, hostname, host, pathname } = right;
  const elsewhere = `gauntlet-${random.word(8)}.example`;
  const uri = (authority: string, path: string) => `${protocol}//${authority}${path}`;
  const hosts: readonly Stranger[] = [
    { technique: "other-host", says: "another host", uri: `https://${elsewhere}${pathname}` },
    {
      technique: "longer-host",
      says: "a host that begins with the registered one",
      uri: uri(`${hostname}.${elsewhere}`, pathname),
    },
    {
      technique: "userinfo",
      says: "the registered host as a user name before another",
      uri: uri(`${hostname}@${elsewhere}`, pathname),
    },
    {
      technique: "in-query",
      says: "another host, with the registered address as its query",
      uri: `https://${elsewhere}/?next=${redirectUri}`,
    },
  ];
  if (!registered) return hosts;
  const parent = pathname.replace(/[^/]+$/, "");
  return [
    ...hosts,
    { technique: "other-path", says: "another path of the same host", uri: uri(host, `/${random.word(8)}`) },
    {
      technique: "subdirectory",
      says: "a path below the registered one",
      uri: uri(host, `${pathname}/${random.word(8)}`),
    },
    { technique: "sibling", says: "a path beside the registered one", uri: uri(host, `${parent}${random.word(8)}`) },
    {
      technique: "traversal",
      says: "a path that climbs out of the registered one",
      uri: uri(host, `${pathname}/../${random.word(8)}`),
    },
    ...(protocol === "https:"
      ? [
          { technique: "plain-http", says: "http in place of https", uri: `http://${host}${pathname}` },
          { technique: "other-port", says: "another port", uri: `https://${hostname}:8443${pathname}` },
        ]
      : []),
    {
      technique: "longer-query",
      says: "a query beside",
      uri: `${redirectUri}?${random.word(6)}=1`,
      samePlace: true,
    },
  ];
}
