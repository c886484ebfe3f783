// Compiles to dist/ and puts the data files of the fixtures beside what was compiled.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, rmSync } from "node:fs";

rmSync("dist", { recursive: true, force: true });
const { status } = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
  stdio: "inherit",
});
if (status !== 0) process.exit(status ?? 1);
cpSync("fixtures", "dist/fixtures", {
  recursive: true,
  filter: (path) => !/\.ts$|^fixtures\/(reports|evidence)/.test(path),
});
chmodSync("dist/bin/mcp-gauntlet.js", 0o755);
