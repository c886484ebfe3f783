import { basename, extname } from "node:path";
import type { Target } from "../../model/target.ts";

/** Runners whose first argument is what really runs. */
const runners = new Set([
  "node",
  "npx",
  "npm",
  "bun",
  "bunx",
  "deno",
  "python",
  "python3",
  "uv",
  "uvx",
  "tsx",
  "sh",
  "bash",
  "env",
]);

/**
 * A short name for folders and headings, of letters, digits, `.` and `-`: the `given` one, the host and port of a URL,
 * or what a command runs.
 */
export function targetName(target: Target, given: string | undefined): string {
  const name = given ?? (target.kind === "http" ? new URL(target.url).host : programName(target.command, target.args));
  const slug = name
    .replace(/[^A-Za-z0-9.]+/g, "-")
    .replace(/^[-.]+|[-.]+$/g, "")
    .slice(0, 60);
  return slug === "" ? "server" : slug;
}

function programName(command: string, args: readonly string[]): string {
  const program = plain(command);
  if (!runners.has(program)) return program;
  const script = args.find((arg) => !arg.startsWith("-") && !["exec", "run", "x"].includes(arg));
  // an argument with a scheme may hold a password
  if (script === undefined || script.includes("://")) return program;
  const inPackage = /^(?:@[\w.-]+\/)?[\w.-]+(?:@[\w.^~-]+)?$/.test(script);
  return inPackage ? script.replace(/(?<=.)@[\w.^~-]+$/, "").replace(/\.[cm]?[jt]s$|\.py$/, "") : plain(script);
}

function plain(path: string): string {
  return basename(path, extname(path));
}
