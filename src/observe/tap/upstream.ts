import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import type { ConnectionOptions } from "node:tls";
import { HarnessError } from "../../model/errors.ts";
import { checkAddress } from "../../net/check-host.ts";
import type { NetOptions } from "../../net/options.ts";

/** Where the database is and how it wants to be talked to. */
export interface Upstream {
  readonly dialect: "postgres" | "mysql";
  /** Of TCP, or of a socket of this machine. */
  readonly place: { readonly host: string; readonly port: number } | { readonly path: string };
  readonly tls: ConnectionOptions | undefined;
  /** The same database behind another host and port, in the clear. */
  urlAt(host: string, port: number): string;
}

/**
 * Reads a database URL. Throws a `usage` HarnessError for one that is no postgres:// or mysql:// URL and `host-not-allowed` for
 * a host that may not be contacted.
 */
export function readUpstream(text: string, net: NetOptions): Upstream {
  const url = parse(text);
  const dialect = dialects.get(url.protocol);
  if (dialect === undefined) throw notDatabase();
  const place = placeOf(url, dialect);
  if ("host" in place) checkAddress(place.host, String(place.port), net);
  return { dialect, place, tls: tlsOf(url.searchParams, "host" in place ? place.host : "localhost", net), urlAt };

  function urlAt(host: string, port: number): string {
    const there = new URL(url);
    there.hostname = host.includes(":") ? `[${host}]` : host;
    there.port = String(port);
    for (const name of [...there.searchParams.keys()]) {
      if (!ofTheConnection.test(name)) continue;
      const off = switchedOff.get(name);
      if (off === undefined) there.searchParams.delete(name);
      else there.searchParams.set(name, off);
    }
    return there.href;
  }
}

const dialects = new Map<string, Upstream["dialect"]>([
  ["postgres:", "postgres"],
  ["postgresql:", "postgres"],
  ["mysql:", "mysql"],
  ["mariadb:", "mysql"],
]);

/** Parameters that say where the database is and how to be safe on the way there. */
const ofTheConnection =
  /^(host|hostaddr|port|socket|socketPath|unix_socket|ssl.*|tls.*|useSSL|requireSSL|requiressl|channel_binding|gssencmode)$/i;
/** A server that was given one of these understands it. */
const switchedOff = new Map([
  ["sslmode", "disable"],
  ["ssl-mode", "DISABLED"],
  ["sslMode", "DISABLED"],
]);

function parse(text: string): URL {
  // No host stands for a socket of this machine, which the URL parser refuses behind credentials.
  const whole = text.replace(/^([a-z]+:\/\/[^/?#]*@)(?=[/?#]|$)/i, "$1localhost");
  if (!URL.canParse(whole)) throw notDatabase();
  return new URL(whole);
}

function placeOf({ hostname, port, searchParams }: URL, dialect: Upstream["dialect"]): Upstream["place"] {
  const usual = dialect === "postgres" ? 5432 : 3306;
  const named = dialect === "postgres" ? searchParams.get("host") : null;
  const host = decodeURIComponent(named ?? hostname).replace(/^\[(.*)\]$/, "$1") || "localhost";
  const number = Number((dialect === "postgres" ? searchParams.get("port") : null) ?? (port === "" ? usual : port));
  const path = dialect === "postgres" ? undefined : (searchParams.get("socketPath") ?? searchParams.get("socket"));
  if (typeof path === "string") return { path };
  if (host.startsWith("/")) return { path: dialect === "postgres" ? `${host}/.s.PGSQL.${number}` : host };
  return { host: host.toLowerCase(), port: number };
}

function tlsOf(parameters: URLSearchParams, host: string, net: NetOptions): ConnectionOptions | undefined {
  const asked = parameters.get("sslmode") ?? parameters.get("ssl-mode") ?? parameters.get("ssl");
  if (asked === null || /^(false|0|disabled?|allow|preferred|prefer)$/i.test(asked)) return undefined;
  const file = (name: string): string | undefined => {
    const path = parameters.get(name);
    return path === null || path === "system" ? undefined : readFileSync(path, "utf8");
  };
  const ca = file("sslrootcert") ?? net.ca;
  const cert = file("sslcert");
  const key = file("sslkey");
  return {
    rejectUnauthorized: !net.insecure && asked !== "no-verify",
    ...(isIP(host) === 0 ? { servername: host } : { host }),
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined || key === undefined ? {} : { cert, key }),
    // A certificate of the right authority is enough, whatever host it names.
    ...(/^verify[-_]ca$/i.test(asked) ? { checkServerIdentity: () => undefined } : {}),
  };
}

function notDatabase(): HarnessError {
  return new HarnessError(
    "usage",
    "The database URL of the tap is not one of PostgreSQL or MySQL.",
    "Write postgres://user:password@host:port/database or mysql://user:password@host:port/database.",
  );
}
