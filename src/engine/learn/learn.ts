import type { JsonObject } from "../../model/json.ts";
import type { Arguments, Caller } from "../../model/ports.ts";
import type { Promises } from "../../model/promises.ts";
import { replyText, succeeded } from "../../model/reply.ts";
import type { Surface, Tool } from "../../model/surface.ts";
import { rejectedBySchema } from "../../oracle/rejected-by-schema.ts";
import { required } from "../arguments/schema.ts";
import { argumentSource, type Learnt } from "../arguments/source.ts";
import { wordsOf } from "../arguments/text/names.ts";
import { looksAdding, promisedReadOnly, whyDestructive } from "../destructive.ts";
import { Stop } from "../stop.ts";
import { complaintsIn } from "./complaints.ts";
import { completed, corrected } from "./corrected.ts";
import { harvest, harvestResources } from "./harvest.ts";
import { type LearntStore, openLearnt, thingOf } from "./store.ts";

/** What learning looks at, and what it may touch. */
export interface LearnSetting {
  readonly surface: Surface;
  readonly samples: Readonly<Record<string, JsonObject>>;
  readonly promises: Promises;
  /** Tools that may be called at all. */
  readonly inScope: (tool: string) => boolean;
  /** Tools that a check is going to ask about: arguments are needed for these. */
  readonly wanted: ReadonlySet<string>;
}

/** Tools that are listed at the most for what they know, and calls of one tool until its arguments are accepted. */
const mostListings = 12;
const mostTries = 3;

/** What is known without any call: the owner's samples are looked at elsewhere, this is what the server's own listings say. */
export function learntFromListings(surface: Surface): LearntStore {
  const store = openLearnt();
  harvestResources(surface.resources, store);
  return store;
}

/**
 * Learns what the server's values are and which arguments it accepts, with few calls of tools that destroy and add nothing.
 * Ends early where the run does; what was learnt until then counts.
 */
export async function learn(setting: LearnSetting, calls: Caller): Promise<Learnt> {
  const { surface, samples, wanted } = setting;
  const store = learntFromListings(surface);
  const open = surface.tools.filter((tool) => mayCall(tool, setting) && !Object.hasOwn(samples, tool.name));
  // Without a tool that waits for arguments there is nothing to learn for.
  const waiting = open.filter((tool) => wanted.has(tool.name));
  if (waiting.length === 0) return store;
  const listings = open.filter((tool) => needs(tool) === 0 && reads(tool, setting.promises)).slice(0, mostListings);
  const listed = new Set(listings.map(({ name }) => name));
  try {
    for (const tool of listings) await tryTool(tool, setting, store, calls);
    for (const tool of waiting) if (!listed.has(tool.name)) await tryTool(tool, setting, store, calls);
  } catch (cause) {
    if (!(cause instanceof Stop)) throw cause;
  }
  return store;
}

/** Words of an error that may be about arguments: worth another try, though no proof of a refusal. */
const asksForMore =
  /\b(?:required|requires|missing|must be|must provide|provide (?:either|exactly|at least)|undefined)\b/i;

/** Calls a tool until its arguments pass, each time heeding what the refusal said. */
async function tryTool(tool: Tool, setting: LearnSetting, store: LearntStore, calls: Caller): Promise<void> {
  const source: Arguments = argumentSource(setting.surface, setting.samples, store);
  let { args } = source.valid(tool.name);
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    const { reply } = await calls.tool(tool.name, args, { role: "discover", label: "learn" });
    if (succeeded(reply) && reply.kind === "result") {
      harvest(reply.result, thingOf(tool.name), store);
      store.accept(tool.name, args);
      return;
    }
    const said = replyText(reply);
    const rejected = rejectedBySchema(reply);
    // It got past the validation, which the schema's own arguments did not.
    if (!rejected && attempt > 1) store.accept(tool.name, args);
    if (!rejected && !asksForMore.test(said)) return;
    const known = (name: string) => store.values(name, tool.name);
    const next =
      corrected(args, tool.inputSchema, complaintsIn(said), known) ?? completed(args, tool.inputSchema, said, known);
    if (next === undefined) return;
    args = next;
  }
}

function mayCall(tool: Tool, { inScope, promises }: LearnSetting): boolean {
  return inScope(tool.name) && whyDestructive(tool, promises) === undefined && !looksAdding(tool, promises);
}

function needs(tool: Tool): number {
  return required(tool.inputSchema).length;
}

const readingWords = new Set(
  "list get show find search read describe view lookup query ls info schema schemas names".split(" "),
);

/** True when the tool is there to tell something, by its name or by what is promised of it. */
function reads(tool: Tool, promises: Promises): boolean {
  if (tool.annotations?.readOnlyHint === true || promisedReadOnly(tool.name, promises)) return true;
  return wordsOf(tool.name).some((word) => readingWords.has(word));
}
