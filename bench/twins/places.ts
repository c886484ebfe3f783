import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const fixtures = join(root, "dist/fixtures");

/** Where the harness and the built fixtures are. */
export const places = {
  root,
  harness: join(root, "dist/bin/mcp-gauntlet.js"),
  fixtures,
  databases: {
    postgres: join(fixtures, "database/postgres.js"),
    mysql: join(fixtures, "database/mariadb.js"),
  },
} as const;
