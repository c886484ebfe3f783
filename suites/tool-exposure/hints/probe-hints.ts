import type { NeededPorts, ProbeContext } from "../../../src/model/ports.ts";
import { succeeded } from "../../../src/model/reply.ts";
import { othersFor, pairFor } from "./pairs.ts";
import { wordsSeen } from "./words-seen.ts";

/** Calls of other tools that are compared. */
const mostOthers = 2;

type Ports = ProbeContext & NeededPorts<"calls"> & Partial<NeededPorts<"database">>;

/**
 * Calls a tool with a word of ours and reads what is listed; only where that shows the word, or the database changed, goes on: the
 * same call again, one with another word, and the call of another tool with a word of its own, as a control.
 */
export async function probeHints({ subject, scene, args, random, calls, database }: Ports): Promise<void> {
  const tool = scene.surface.tools.find(({ name }) => name === subject.tool);
  const pair = tool && pairFor(scene, tool);
  if (tool === undefined || pair === undefined) return;
  const valid = args.valid(tool.name).args;
  const word = () => `gauntlet_${random.word(10)}`;
  const [first, second] = [word(), word()];
  const look = async (label: string, wanted: string) => {
    await database?.changes(label);
    const found: boolean[] = [];
    for (const lister of pair.listers) {
      const seen = await calls.tool(lister, args.valid(lister).args, { role: "confirm", label: `list:${label}` });
      found.push(wordsSeen(seen.reply, wanted) > 0);
    }
    return found.includes(true);
  };
  if (database !== undefined) {
    await database.changes("start");
    // What changes while only something is listed is nobody's doing that is called here.
    await look("idle", first);
  }
  let param: string | undefined;
  for (const path of pair.params) {
    const step = { role: "control", label: "first", facts: { word: first, param: path } } as const;
    const exchange = await calls.tool(tool.name, args.place(valid, path, first), step);
    if (exchange.reply.kind === "timeout") return;
    if (!succeeded(exchange.reply)) continue;
    param = path;
    break;
  }
  if (param === undefined) return;
  const shown = await look("first", first);
  if (!shown && database === undefined) return;
  await calls.tool(tool.name, args.place(valid, param, first), {
    role: "attack",
    label: "same",
    facts: { word: first },
  });
  await look("same", first);
  await calls.tool(tool.name, args.place(valid, param, second), {
    role: "attack",
    label: "second",
    facts: { word: second },
  });
  await look("second", second);
  // A log of calls shows the words of every call. One other tool that leaves nothing is enough to tell.
  let done = 0;
  for (const other of othersFor(scene, pair)) {
    const text = scene.parameters(other).find(({ type }) => type === "string")?.path;
    const own = args.valid(other).args;
    const foreign = word();
    const step = { role: "control", label: `other ${done}`, facts: { word: foreign } } as const;
    const { reply } = await calls.tool(other, text === undefined ? own : args.place(own, text, foreign), step);
    if (!succeeded(reply)) continue;
    const kept = await look(`other ${done}`, foreign);
    done += 1;
    if (!kept || done === mostOthers) return;
  }
}
