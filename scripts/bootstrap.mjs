// The only command on a fresh clone: installs what is missing, builds, then runs what was asked for. Needs Node and npm alone.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(join(dirname(fileURLToPath(import.meta.url)), ".."));
const [task = "build", ...rest] = process.argv.slice(2);

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19))
  fail(`mcp-gauntlet needs Node 20.19 or newer; this is ${process.version}.`);

install();
prepare("node", ["scripts/build.mjs"]);
const tasks = {
  build: () => {},
  demo: () => run("node", ["dist/bin/mcp-gauntlet.js", "demo", ...rest]),
  bench: () => run("node", ["--import", "tsx", `bench/${rest[0]}/main.ts`, ...rest.slice(1)]),
  test,
};
if (!Object.hasOwn(tasks, task)) fail(`There is no task "${task}": use ${Object.keys(tasks).join(", ")}.`);
tasks[task]();

/** `npm ci` when node_modules is not what the lock file says. */
function install() {
  const stamp = "node_modules/.installed-from";
  const wanted = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  process.stderr.write("Installing dependencies (npm ci) …\n");
  prepare("npm", ["ci", "--no-audit", "--no-fund"]);
  writeFileSync(stamp, wanted);
}

/** Everything that must hold, cheapest first. Arguments narrow the tests: `npm test -- src/oracle`. */
function test() {
  if (rest.length === 0) {
    run("node", ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."]);
    run("node", ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json", "--noEmit"]);
    run("node", ["node_modules/knip/bin/knip.js"]);
  }
  const results = ".cache/tests.json";
  rmSync(results, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
  process.env.GAUNTLET_FIXTURES = "built";
  const { status } = spawn("node", ["node_modules/vitest/vitest.mjs", "run", ...reporters, ...rest]);
  if (existsSync(results)) {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(results, "utf8"));
    process.stdout.write(`tests: ${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped\n`);
  }
  process.exit(status ?? 1);
}

/** What comes before the task says nothing on stdout: that is the task's own. */
function prepare(command, args) {
  run(command, args, process.stderr);
}

function run(command, args, stdout = process.stdout) {
  const { status, signal } = spawn(command, args, stdout);
  if (status !== 0) process.exit(status ?? (signal === "SIGINT" ? 130 : 1));
}

function spawn(command, args, stdout = process.stdout) {
  // npm is a .cmd on Windows, which needs a shell; the arguments are ours.
  const shell = process.platform === "win32" && command === "npm";
  return spawnSync(command === "node" ? process.execPath : command, args, {
    stdio: [process.stdin, stdout, process.stderr],
    shell,
  });
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(3);
}
