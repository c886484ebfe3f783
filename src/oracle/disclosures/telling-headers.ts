/** Headers that say nothing of the inside, or what they are for: an id, a length, the way to a login. */
const routine =
  /^(?:accept.*|access-control-.*|age|allow|alt-svc|cache-control|connection|content-.*|cross-origin-.*|date|etag|expires|keep-alive|last-modified|mcp-.*|origin-agent-cluster|permissions-policy|pragma|ratelimit.*|referrer-policy|retry-after|set-cookie|strict-transport-security|transfer-encoding|upgrade|vary|www-authenticate|x-content-type-options|x-dns-prefetch-control|x-download-options|x-frame-options|x-permitted-.*|x-ratelimit.*|x-xss-protection)$/i;

/** The headers of a response in which a server may tell something that nobody asked for. */
export function tellingHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !routine.test(name)));
}
