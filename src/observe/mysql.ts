import { setTimeout as sleep } from "node:timers/promises";
import type { ConnectionOptions } from "mysql2/promise";
import { checkAddress } from "../net/check-host.ts";
import type { NetOptions } from "../net/options.ts";
import { type DatabaseObserver, goodbyeMs, notingDatabase, patienceMs } from "./observer.ts";

/**
 * Connects to MySQL or MariaDB. Throws a `host-not-allowed` HarnessError for a host that may not be contacted, and what the
 * driver throws when it cannot connect; later failures are noted as `error`.
 */
export async function openMysqlObserver(url: string, net: NetOptions): Promise<DatabaseObserver> {
  const options = optionsOf(new URL(url), net);
  if (options.socketPath === undefined) checkAddress(options.host ?? "", String(options.port), net);
  const { default: mysql } = await import("mysql2/promise");
  const connection = await mysql.createConnection(options);
  // Without a listener a connection that breaks while idle would end the process.
  connection.on("error", () => undefined);
  const rows = async (sql: string): Promise<readonly unknown[]> => {
    const [found] = await connection.query({ sql, timeout: patienceMs });
    return Array.isArray(found) ? found : [];
  };
  return {
    dialect: "mysql",
    rows,
    as: (observe) => notingDatabase("mysql", rows, observe),
    async close() {
      const patience = new AbortController();
      const ended = connection.end().catch(() => undefined);
      await Promise.race([ended, sleep(goodbyeMs, undefined, { signal: patience.signal }).catch(() => undefined)]);
      patience.abort();
      connection.destroy();
    },
  };
}

/** Read by ourselves: the driver lets a parameter of the URL stand for its host. */
function optionsOf(url: URL, net: NetOptions): ConnectionOptions {
  const socketPath = url.searchParams.get("socketPath") ?? undefined;
  const database = decodeURIComponent(url.pathname.slice(1));
  return {
    ...(socketPath === undefined ? {} : { socketPath }),
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? 3306 : Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    ...(database === "" ? {} : { database }),
    ...(wantsTls(url.searchParams) ? { ssl: tls(net) } : {}),
    connectTimeout: patienceMs,
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
  };
}

function wantsTls(parameters: URLSearchParams): boolean {
  const asked = parameters.get("ssl") ?? parameters.get("ssl-mode") ?? parameters.get("sslmode");
  return asked !== null && !/^(false|0|disabled?|preferred|prefer)$/i.test(asked);
}

function tls(net: NetOptions): NonNullable<ConnectionOptions["ssl"]> {
  return { rejectUnauthorized: !net.insecure, ...(net.ca === undefined ? {} : { ca: net.ca }) };
}
