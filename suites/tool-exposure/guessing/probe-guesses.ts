import type { Exchange } from "../../../src/model/exchange.ts";
import type { NeededPorts, ProbeContext } from "../../../src/model/ports.ts";
import type { Tool } from "../../../src/model/surface.ts";
import { nameWords } from "../../../src/oracle/tool-words.ts";
import { type Guess, guessesFor, onlyShows } from "./names.ts";
import { answeredAlike } from "./unlike.ts";

/** Names that are looked at more closely; a server that answers every name has all of them. */
const mostConfirmed = 6;

/**
 * Calls a listed tool, names at random, then each guess once, and those that were answered in another way once more, next to a
 * random name that is built like them: what routes, or refuses, by a part of the name is no tool.
 */
export async function probeGuesses(ctx: ProbeContext & NeededPorts<"calls">): Promise<void> {
  const { scene, random, only, calls } = ctx;
  const args = { gauntlet_unknown: `gauntlet_${random.word(8)}` };
  const call = (name: string, role: Exchange["role"], label: string, facts: Record<string, string> = {}) =>
    calls.tool(name, args, { role, label, facts: { name, ...facts } });
  const known = knownTool(scene.surface.tools.filter(({ name }) => scene.mayCall(name)));
  if (known === undefined) return;
  await call(known.name, "control", "listed");
  const unknown: Exchange[] = [];
  for (const build of [(w: string) => `gauntlet_${w}`, (w: string) => `get_${w}`, (w: string) => w]) {
    unknown.push(await call(build(random.word(11)), "control", "unknown"));
  }
  const wanted = guessesFor(scene).filter(({ name }) => only?.includes(name) ?? true);
  const strange: Guess[] = [];
  for (const guess of wanted) {
    const { name, origin } = guess;
    const { reply } = await call(name, "attack", "guess", { origin });
    const like = unknown.some((one) =>
      answeredAlike({ name, reply }, { name: String(one.facts.name), reply: one.reply }),
    );
    if (!like) strange.push(guess);
  }
  for (const { name, origin } of strange.slice(0, mostConfirmed)) {
    await call(name, "confirm", "again", { origin });
    for (const sibling of siblings(name, random.word(9))) await call(sibling, "control", "sibling", { of: name });
  }
}

/** A tool that does nothing where it is called with what it does not know: it needs an argument, or it only shows something. */
function knownTool(tools: readonly Tool[]): Tool | undefined {
  const needs = ({ inputSchema: { required } }: Tool) => Array.isArray(required) && required.length > 0;
  return tools.find(needs) ?? tools.find((tool) => tool.annotations?.readOnlyHint === true || onlyShows(tool.name));
}

/** Names that begin, and end, like this one. */
function siblings(name: string, word: string): readonly string[] {
  const [first = name, ...rest] = nameWords(name);
  const last = rest.at(-1);
  const mark = name.includes("-") && !name.includes("_") ? "-" : "_";
  return last === undefined
    ? [`${first}${word}`, `${word}${first}`]
    : [`${first}${mark}${word}`, `${word}${mark}${last}`];
}
