import type { Scene } from "../../../src/model/scene.ts";
import type { Tool } from "../../../src/model/surface.ts";
import { actingWords, addingWords, destructiveWords, nameWords } from "../../../src/oracle/tool-words.ts";
import { toolsOfAll } from "./tools-of-all.ts";

/** Where a name comes from: only what a server has under the name of a tool for administrators is held against it. */
export type Origin = "administrative" | "harmless" | "told";

/** A name that no list has, and that may be a tool's all the same. */
export interface Guess {
  readonly name: string;
  readonly origin: Origin;
}

/**
 * Names that show something where they are a tool's, and that do nothing to what they show; then names of tools that do what an
 * argument says, so that without it there is nothing to do.
 */
const administrative = `admin debug debug_info debug_state dump_env show_env get_env print_env list_env get_environment
 get_config show_config dump_config read_config get_settings get_secrets list_secrets list_users get_users get_all_users
 admin_list_users list_api_keys get_api_keys list_tokens list_sessions get_logs read_logs show_logs list_tables
 describe_database internal_status internal_debug admin_status
 execute_sql run_query run_sql query_database eval execute_code shell run_command execute_command read_file`
  .split(/\s+/)
  .filter((name) => name !== "");
const harmless = ["health", "health_check", "metrics", "status", "version", "info"];

/** Names taken from texts of the server, and made from names that it lists. */
const mostTold = 12;
const mostVaried = 6;

/** All names to guess, none of which anybody is listed; pure. */
export function guessesFor(scene: Scene): readonly Guess[] {
  const listed = toolsOfAll(scene);
  const taken = new Set(listed.map(({ name }) => plain(name)));
  const free = (name: string) => !taken.has(plain(name)) && scene.mayCall(name);
  const texts = [scene.surface.instructions ?? "", ...listed.map(({ description }) => description ?? "")];
  const told = namesTold(texts, argumentNames(listed)).filter((name) => free(name) && onlyShows(name));
  const varied = listed.filter(({ name }) => onlyShows(name)).map(({ name }) => variation(name));
  const all: Guess[] = [
    ...administrative.map((name) => ({ name, origin: "administrative" as const })),
    ...varied.slice(0, mostVaried).map((name) => ({ name, origin: "administrative" as const })),
    ...harmless.map((name) => ({ name, origin: "harmless" as const })),
    ...told
      .slice(0, mostTold)
      .map((name) => ({ name, origin: soundsInner(name) ? "administrative" : "told" }) as const),
  ];
  const unique = new Map(all.filter(({ name }) => free(name)).map((guess) => [plain(guess.name), guess]));
  return [...unique.values()];
}

/** The most names that are ever guessed. */
export const mostGuesses = administrative.length + harmless.length + mostTold + mostVaried;

/** The style of the server's own names is kept: `admin_get_order`, `adminGetOrder`, `admin-get-order`. */
function variation(name: string): string {
  if (/^[a-z]+[A-Z]/.test(name)) return `admin${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return `admin${name.includes("-") && !name.includes("_") ? "-" : "_"}${name}`;
}

/** Identifiers in backticks, or beside the word tool. */
const named =
  /`(?<ticked>[a-z][\w-]{2,60})(?:\(\))?`|\btool:? ["']?(?<after>[a-z][a-z0-9]{0,30}(?:[_-][a-z0-9]{1,30}){1,5}|[a-z]{2,30}[A-Z]\w{1,40})\b|\b(?<before>[a-z][a-z0-9]{0,30}(?:[_-][a-z0-9]{1,30}){1,5}|[a-z]{2,30}[A-Z]\w{1,40})["']? tool\b/g;

/** Names in texts that are built like those of tools, and are no argument's; pure. */
export function namesTold(texts: readonly string[], args: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  for (const text of texts) {
    for (const { groups = {} } of text.slice(0, 20_000).matchAll(named)) {
      const name = groups.ticked ?? groups.after ?? groups.before ?? "";
      if (nameWords(name).length > 1 && !args.has(name)) found.add(name);
      if (found.size > 200) return [...found];
    }
  }
  return [...found];
}

function argumentNames(tools: readonly Tool[]): ReadonlySet<string> {
  const names = tools.flatMap(({ inputSchema: { properties } }) =>
    typeof properties === "object" && properties !== null ? Object.keys(properties) : [],
  );
  return new Set(names);
}

const showing = new Set(
  "count debug describe find get health info list read search show stats status version view whoami".split(" "),
);
const doing = new Set(
  "apply dispatch enable eval exec execute fire kick out reload rid shell start switch toggle unlock".split(" "),
);

/** True for a name that begins with a word for showing and has none for anything else. */
export function onlyShows(name: string): boolean {
  const words = nameWords(name);
  const acts = [destructiveWords, addingWords, actingWords, doing].some((set) => words.some((word) => set.has(word)));
  const first = words.find((word) => word !== "admin" && word !== "internal") ?? "";
  return showing.has(first) && !acts;
}

function soundsInner(name: string): boolean {
  return nameWords(name).some((word) => /^(?:admin|debug|internal|secrets?|sudo|root|dump|env)$/.test(word));
}

function plain(name: string): string {
  return nameWords(name).join(" ");
}
