/**
 * Where RFC 9728 section 3.1 and the MCP specification look for the metadata of a protected resource: with its path
 * inserted, then at the root.
 */
export function resourceMetadataUrls(target: string): readonly string[] {
  const { origin, pathname, search } = new URL(target);
  const root = `${origin}/.well-known/oauth-protected-resource`;
  const path = pathname === "/" ? "" : pathname.replace(/\/$/, "");
  return path === "" && search === "" ? [root] : [`${root}${path}${search}`, root];
}

/**
 * Where the MCP specification (2025-11-25 and later) looks for the metadata of an issuer: RFC 8414 and OpenID Connect with the
 * path inserted, then OpenID Connect with the path before.
 */
export function serverMetadataUrls(issuer: string): readonly string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, "");
  const inserted = [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}/.well-known/openid-configuration${path}`,
  ];
  return path === "" ? inserted : [...inserted, `${origin}${path}/.well-known/openid-configuration`];
}
