import type { Tool } from "../../../src/model/surface.ts";
import { nameWords } from "../../../src/oracle/tool-words.ts";

/** Words that, as a whole part of a name, say that a tool is for those who run the server. */
const always = new Set("debug debugging admin administrator superuser sudo backdoor impersonate heapdump".split(" "));

/** The same of two words side by side. */
const pairs = new Set(
  `run migration,run migrations,flush cache,clear cache,dump database,dump db,dump memory,dump config,dump env,heap dump,
   show env,get env,print env,list env,show secrets,get secrets,list secrets,reset database,
   seed database,reload config`
    .split(",")
    .map((pair) => pair.trim()),
);

/** Words that say so at the beginning or the end alone: in between, and alone, they are what many tools work with. */
const first = new Set(["dev", "internal"]);
const last = new Set(["dev", "internal"]);

const inDescription =
  /\b(?:for )?internal[- ](?:use )?only\b|\bfor internal use\b|\bfor (?:debugging|testing|internal|development|diagnostic)(?: purposes| use)? only\b|\b(?:admins?|administrators?|staff|operators?)[- ]only\b|\bnot (?:meant |intended )?for (?:production|end users|public use)\b|\bdo not (?:expose|publish) (?:this|in production)\b|\bremove before (?:release|production|launch)\b/i;

/** One phrase on what says that a tool is meant for those who run the server; undefined where nothing does. */
export function whyInternal({ name, description = "" }: Pick<Tool, "name" | "description">): string | undefined {
  const words = nameWords(name);
  const word = words.find((one) => always.has(one));
  if (word !== undefined) return `“${word}” in its name`;
  const two = words.map((one, index) => `${one} ${words[index + 1]}`).find((pair) => pairs.has(pair));
  if (two !== undefined) return `“${two}” in its name`;
  if (words.length > 1 && first.has(words[0] ?? "")) return `“${words[0]}” in its name`;
  if (words.length > 1 && last.has(words.at(-1) ?? "")) return `“${words.at(-1)}” in its name`;
  const said = inDescription.exec(description.slice(0, 4_000));
  return said === null ? undefined : `“${said[0]}” in its description`;
}
