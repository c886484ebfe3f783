import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Where the programs under measurement are, what is known of them, and the document that carries the table. */
export const places = {
  root,
  harness: join(root, "dist/bin/mcp-gauntlet.js"),
  twins: join(root, "dist/fixtures/servers/sql-twins/server.js"),
  databases: {
    postgres: join(root, "dist/fixtures/database/postgres.js"),
    mysql: join(root, "dist/fixtures/database/mariadb.js"),
  },
  config: join(root, "fixtures/servers/sql-twins/gauntlet.config.json"),
  manifest: join(root, "fixtures/manifest.json"),
  document: join(root, "docs/sql-injection.md"),
} as const;
