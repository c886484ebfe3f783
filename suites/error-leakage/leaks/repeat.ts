import type { CanaryState, Leak } from "../../../src/model/canary.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Arguments, Caller, Step } from "../../../src/model/ports.ts";
import { succeeded } from "../../../src/model/reply.ts";
import type { Scene } from "../../../src/model/scene.ts";
import { changesNothing } from "../../changes-nothing.ts";
import { seenAgain } from "./seen-again.ts";

/** Calls of one leak that are tried again, the tool's valid call not counted. */
const mostCalls = 3;
/** Tools that are called again to show that replies were there to be searched. */
const mostControls = 3;

/** Requests that `repeatLeak` and `searchAgain` need at the most. */
export const leakRequests = 12;

/**
 * Sends the very calls of a leak again on a session of its own, then the tool's valid call, until the canary is seen. The
 * listing behind each one carries what came beside the replies too late.
 */
export async function repeatLeak(
  { name, leaks }: CanaryState,
  places: readonly Leak["place"][],
  tool: string | undefined,
  calls: Caller,
  args: Arguments,
): Promise<void> {
  const caller = await calls.fresh();
  const sent: Exchange[] = [];
  const seenBy = async (method: string, params: JsonObject, step: Step): Promise<boolean> => {
    sent.push(await caller.request(method, params, step));
    return seenAgain(sent, name, places, tool) !== undefined;
  };
  const repeated = async ({ method, params }: Leak["calls"][number], label: string): Promise<boolean> =>
    (await seenBy(method, params, { role: "attack", label })) ||
    seenBy("tools/list", {}, { role: "confirm", label: "afterwards" });

  // Where no tool is to blame, it is the opening of a session that may show it.
  if (await seenBy("tools/list", {}, { role: tool === undefined ? "attack" : "control", label: "alive" })) return;
  const distinct = [
    ...new Map(leaks.flatMap((leak) => leak.calls).map((call) => [JSON.stringify(call), call])).values(),
  ];
  for (const call of distinct.slice(0, mostCalls)) {
    if (await repeated(call, "same call")) return;
  }
  if (tool === undefined) return;
  await repeated({ method: "tools/call", params: { name: tool, arguments: args.valid(tool).args } }, "valid call");
}

/** Calls tools again whose replies were searched, until one succeeds: first those that change nothing. */
export async function searchAgain(scene: Scene, calls: Caller, args: Arguments): Promise<void> {
  const harmless = (tool: string): boolean =>
    changesNothing(scene, scene.surface.tools.find(({ name }) => name === tool) ?? { name: tool });
  const free = scene.called.worked.filter((tool) => scene.drawsFrom(tool).length === 0);
  const ordered = [...free.filter(harmless), ...free.filter((tool) => !harmless(tool))];
  for (const tool of ordered.slice(0, mostControls)) {
    const sent = await calls.tool(tool, args.valid(tool).args, { role: "control", label: "searched again" });
    if (succeeded(sent.reply)) return;
  }
}
