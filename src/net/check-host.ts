import { HarnessError } from "../model/errors.ts";
import { hostOf } from "./host-of.ts";
import { isLoopback } from "./is-loopback.ts";
import type { NetOptions } from "./options.ts";

/**
 * The host law: loopback may always be contacted, any other host only when the user named it.
 * Throws a `host-not-allowed` HarnessError otherwise, and `usage` for something that is no http(s) URL.
 */
export function checkHost(url: string | URL, options: Pick<NetOptions, "allowHosts">): void {
  const parsed = parse(url);
  checkAddress(
    hostOf(parsed),
    parsed.port === "" ? (parsed.protocol === "https:" ? "443" : "80") : parsed.port,
    options,
  );
}

/** The same law for a host that is no part of a URL, such as a database's. */
export function checkAddress(host: string, port: string, options: Pick<NetOptions, "allowHosts">): void {
  if (isLoopback(host)) return;
  if (options.allowHosts.some((rule) => matches(rule.trim().toLowerCase(), host, port))) return;
  throw new HarnessError(
    "host-not-allowed",
    `The host ${host} is neither this machine nor an allowed host.`,
    `If you may test it, add --allow-host ${host}.`,
  );
}

/** `name`, `name:port`, `*.suffix` or `*.suffix:port`; an IPv6 address stands in brackets when a port follows. */
function matches(rule: string, host: string, port: string): boolean {
  const { name, wantedPort } = split(rule);
  if (wantedPort !== undefined && wantedPort !== port) return false;
  if (name.startsWith("*.")) return host.endsWith(name.slice(1)) && host.length > name.length - 1;
  return name !== "" && name === host;
}

function split(rule: string): { name: string; wantedPort: string | undefined } {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(rule);
  if (bracketed !== null) return { name: bracketed[1] ?? "", wantedPort: bracketed[2] };
  const withPort = /^([^:]+):(\d+)$/.exec(rule);
  if (withPort !== null) return { name: withPort[1] ?? "", wantedPort: withPort[2] };
  return { name: rule, wantedPort: undefined };
}

function parse(url: string | URL): URL {
  const parsed = typeof url === "string" && !URL.canParse(url) ? undefined : new URL(url);
  if (parsed === undefined || (parsed.protocol !== "http:" && parsed.protocol !== "https:")) {
    throw new HarnessError(
      "usage",
      `“${String(url).slice(0, 200)}” is not an http or https URL.`,
      "Write the server's address as http://host:port/path.",
    );
  }
  return parsed;
}
