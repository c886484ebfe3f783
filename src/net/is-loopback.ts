import { isIPv4 } from "node:net";

/**
 * True for 127.0.0.0/8, ::1, `localhost` and `*.localhost`, as `hostOf` gives them (the URL parser has already
 * turned `0x7f.1` and the like into dotted numbers). Names other than localhost are never loopback, whatever DNS says.
 */
export function isLoopback(host: string): boolean {
  return isLocalName(host) || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}

/** True for the names that must be connected to a loopback address without asking DNS (RFC 6761 section 6.3). */
export function isLocalName(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost");
}
