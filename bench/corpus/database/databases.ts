import { findPrograms } from "../../../fixtures/database/mariadb/programs.ts";
import { type RunningFixture, startFixture } from "../../../test/fixtures.ts";
import type { FreshDatabase } from "./fresh-database.ts";
import { freshMysql } from "./fresh-mysql.ts";
import { freshPostgres } from "./fresh-postgres.ts";

/** The database servers of one run of the bench: started when first asked for, one of each kind. */
export interface Databases {
  /** One sentence where there is no MariaDB and no URL of one. */
  whyNoMysql(): string | undefined;
  /** A new database with an account of its own that may do everything. */
  fresh(kind: "postgres" | "mysql"): Promise<FreshDatabase>;
  stop(): Promise<void>;
}

/** `mysqlUrl` leads to a MariaDB or MySQL that is there already, as an account that may create databases and accounts. */
export function openDatabases(mysqlUrl: string | undefined): Databases {
  const started = new Map<string, Promise<RunningFixture>>();
  const admin = async (id: "postgres" | "mariadb") => {
    const fixture = started.get(id) ?? startFixture(id, []);
    started.set(id, fixture);
    return String((await fixture).ready.admin);
  };
  return {
    whyNoMysql: () => {
      const programs = mysqlUrl === undefined ? findPrograms() : undefined;
      return typeof programs === "string" ? programs : undefined;
    },
    fresh: async (kind) =>
      kind === "postgres" ? freshPostgres(await admin("postgres")) : freshMysql(mysqlUrl ?? (await admin("mariadb"))),
    stop: async () => {
      for (const fixture of started.values()) await fixture.then(({ stop }) => stop()).catch(() => {});
    },
  };
}
