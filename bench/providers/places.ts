import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const fixtures = join(root, "dist/fixtures");

/** Where the harness, the built programs and what is downloaded are. */
export const places = {
  root,
  harness: join(root, "dist/bin/mcp-gauntlet.js"),
  server: join(fixtures, "servers/guarded/server.js"),
  config: join(fixtures, "servers/guarded/gauntlet.config.json"),
  oidcProvider: join(fixtures, "identity/oidc-provider.js"),
  keycloak: join(root, ".cache/keycloak"),
} as const;
