import type { JsonObject } from "../../../src/model/json.ts";
import type { Caller, ProbeContext } from "../../../src/model/ports.ts";
import { drawnViolations, violationsOf } from "../../../src/payloads/violations/values.ts";
import { changesNothing } from "../../changes-nothing.ts";

/** Arguments of a tool that are broken: one is as good as all where they are read alike. */
const mostParameters = 3;
/** Broken values of the first argument, which gets all of them, and of each other one. */
const ofOthers = 4;
const drawn = 4;

/** Milliseconds after which a call is cancelled: it was sent by then, and is seldom answered. */
const impatientMs = 5;

/** Requests of `breakTool` at the most. */
export const toolRequests = 3 + 13 + (mostParameters - 1) * ofOthers + drawn + 3;

/** Values that no text, number or truth can be: whoever adds records refuses them, if it refuses anything. */
const neverValid = new Set(["object", "text", "null", "array"]);

/**
 * Calls a tool with its valid arguments, cancels one, then calls it with arguments that its schema or its purpose does not allow; a
 * tool that may change something gets only what it cannot take.
 */
export async function breakTool(ctx: ProbeContext & { readonly calls: Caller }): Promise<void> {
  const { subject, scene, args, calls, random } = ctx;
  const { tool = "" } = subject;
  const valid = args.valid(tool).args;
  const careful = !changesNothing(scene, scene.surface.tools.find(({ name }) => name === tool) ?? { name: tool });
  const broken = (label: string, values: JsonObject) =>
    calls.tool(tool, values, { role: "attack", label: `arguments: ${label}` });

  await calls.tool(tool, valid, { role: "control", label: "valid" });
  if (!careful) {
    await calls.tool(tool, valid, { role: "attack", label: "cancelled", cancelAfterMs: impatientMs });
    await calls.tool(tool, valid, { role: "confirm", label: "after cancelling" });
  }
  const [first] = Object.keys(valid);
  if (first !== undefined) {
    const { [first]: _, ...rest } = valid;
    await broken("one missing", rest);
    await broken("none", {});
  }
  if (!careful) await broken("unknown one", { ...valid, gauntlet_unknown: "gauntlet" });
  for (const [at, { path, type }] of scene.parameters(tool).slice(0, mostParameters).entries()) {
    const all = violationsOf(type);
    const fitting = careful ? all.filter(({ name }) => type !== "unknown" && neverValid.has(name)) : all;
    const more = careful || at > 0 ? [] : drawnViolations(random.integer(0, 2 ** 31 - 1), drawn);
    for (const { name, value } of [...(at === 0 ? fitting : fitting.slice(0, ofOthers)), ...more]) {
      await broken(`${path} ${name}`, args.place(valid, path, value));
    }
  }
}
