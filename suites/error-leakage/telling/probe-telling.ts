import type { TellingError } from "../../../src/model/disclosure.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Caller, ProbeContext, RawHttp, RawWire, Step } from "../../../src/model/ports.ts";
import type { Scene } from "../../../src/model/scene.ts";

/** Requests of one source that are sent again. */
const mostCalls = 3;

/** Requests that the probe needs at the most. */
export const tellingRequests = 3 * mostCalls + 1;

/** Sends the requests that brought telling errors about once more, on a session of their own, beside a valid call. */
export async function probeTelling(ctx: ProbeContext & { readonly calls: Caller; readonly raw?: RawWire }) {
  const { subject, scene, calls, args, raw, random } = ctx;
  const { telling } = subject;
  const caller = await calls.fresh();
  const again = async (method: string, params: JsonObject, step: Step) => {
    const verb = /^HTTP (\w+)$/.exec(method)?.[1];
    if (verb === undefined) await caller.request(method, params, step);
    else await raw?.send({ verb, ...params } as unknown as RawHttp, step);
  };
  if (telling === undefined) {
    const { quiet, read } = scene.errors;
    if (quiet === undefined) return;
    const facts = { read, worked: scene.called.worked.length };
    await again(quiet.method, quiet.params, { role: "control", label: "read again", facts });
    return;
  }
  const calledAgain = distinct(telling).slice(0, mostCalls);
  for (const name of toolsOf(calledAgain, scene)) {
    const valid = args.valid(name).args;
    await caller.tool(name, valid, { role: "control", label: "valid" });
    const text = scene.parameters(name).find(({ type }) => type === "string");
    // Who finds nothing may show everything: what it shows then is no error, however it begins.
    if (text !== undefined) {
      const values = args.place(valid, text.path, random.word(9));
      await caller.tool(name, values, { role: "control", label: "nothing found" });
    }
  }
  for (const { method, params } of calledAgain) {
    await again(method, params, { role: "attack", label: "same call" });
  }
}

function distinct(telling: readonly TellingError[]): readonly TellingError[] {
  return [...new Map(telling.map((error) => [JSON.stringify([error.method, error.params]), error])).values()];
}

/** The tools among what was called: one that does not exist has no valid call. */
function toolsOf(telling: readonly TellingError[], { surface }: Scene): readonly string[] {
  const listed = surface.tools.map(({ name }) => name);
  return [...new Set(telling.flatMap(({ tool }) => tool ?? []))].filter((name) => listed.includes(name));
}
