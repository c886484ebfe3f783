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

/** Options of node whose value is a module to load first. */
const preloads = new Set(["--import", "--require", "-r", "--loader", "--experimental-loader"]);

/** Names of files and folders that do not tell one server from another. */
const commonplace = new Set(["index", "main", "server", "cli", "app", "dist", "src", "build", "lib", "out", "bin"]);

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
  const script = args.find(
    (arg, at) => !arg.startsWith("-") && !["exec", "run", "x"].includes(arg) && !preloads.has(args[at - 1] ?? ""),
  );
  // an argument with a scheme may hold a password
  if (script === undefined || script.includes("://")) return program;
  const inPackage = /^(?:@[\w.-]+\/)?[\w.-]+(?:@[\w.^~-]+)?$/.test(script);
  return inPackage ? script.replace(/(?<=.)@[\w.^~-]+$/, "").replace(/\.[cm]?[jt]s$|\.py$/, "") : placeName(script);
}

/** The package a script is part of, else its own name, else the folder above when that says nothing. */
function placeName(path: string): string {
  const installed = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path)?.[1];
  if (installed !== undefined) return installed;
  const parts = path.split(/[\\/]/).map(plain);
  return parts.findLast((part) => part !== "" && part !== "." && !commonplace.has(part)) ?? plain(path);
}

function plain(path: string): string {
  return basename(path, extname(path));
}
