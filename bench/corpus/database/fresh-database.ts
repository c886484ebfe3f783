import { randomBytes } from "node:crypto";
import type { Values } from "../placeholders.ts";

/** A database for one run of one entry. */
export interface FreshDatabase {
  /** What `{pg_…}` or `{mysql_…}` stand for. */
  readonly values: Values;
  /** Runs statements in turn as the entry's account; throws what the database says. */
  run(statements: readonly string[]): Promise<void>;
  /** Removes it, with whoever is still connected. */
  drop(): Promise<void>;
}

/** Names and password for one: letters and digits, so that no quoting and no URL can break on them. */
export function freshNames(): { readonly database: string; readonly account: string; readonly password: string } {
  const mark = randomBytes(4).toString("hex");
  return { database: `shop_${mark}`, account: `owner_${mark}`, password: randomBytes(12).toString("hex") };
}

/** The values of one database, from the address of its server. */
export function valuesOf(prefix: "pg" | "mysql", server: URL, names: ReturnType<typeof freshNames>): Values {
  const { database, account, password } = names;
  const [host, port] = [server.hostname, server.port || (prefix === "pg" ? "5432" : "3306")];
  const scheme = prefix === "pg" ? "postgres" : "mysql";
  return {
    [`${prefix}_url`]: `${scheme}://${account}:${password}@${host}:${port}/${database}`,
    [`${prefix}_host`]: host,
    [`${prefix}_port`]: port,
    [`${prefix}_user`]: account,
    [`${prefix}_password`]: password,
    [`${prefix}_db`]: database,
  };
}
