import type { CanaryState, Leak } from "../../../src/model/canary.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import type { Arguments, Caller } from "../../../src/model/ports.ts";
import { succeeded } from "../../../src/model/reply.ts";
import type { Scene } from "../../../src/model/scene.ts";

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
  const seen = async (sent: Promise<Exchange>): Promise<boolean> => {
    if (shows(await sent, name, places)) return true;
    const after = await caller.request("tools/list", {}, { role: "confirm", label: "afterwards" });
    return shows(
      after,
      name,
      places.filter((place) => place !== "reply"),
    );
  };
  await caller.request("tools/list", {}, { role: "control", label: "alive" });
  const distinct = [
    ...new Map(leaks.flatMap((leak) => leak.calls).map((call) => [JSON.stringify(call), call])).values(),
  ];
  for (const { method, params } of distinct.slice(0, mostCalls)) {
    if (await seen(caller.request(method, params, { role: "attack", label: "same call" }))) return;
  }
  if (tool === undefined) return;
  await seen(caller.tool(tool, args.valid(tool).args, { role: "attack", label: "valid call" }));
}

/** Calls tools again whose replies were searched, until one succeeds: first those that change nothing. */
export async function searchAgain(scene: Scene, calls: Caller, args: Arguments): Promise<void> {
  const harmless = (tool: string): boolean =>
    scene.promisedReadOnly(tool) ||
    scene.surface.tools.find(({ name }) => name === tool)?.annotations?.readOnlyHint === true;
  const free = scene.called.worked.filter((tool) => scene.drawsFrom(tool).length === 0);
  const ordered = [...free.filter(harmless), ...free.filter((tool) => !harmless(tool))];
  for (const tool of ordered.slice(0, mostControls)) {
    const sent = await calls.tool(tool, args.valid(tool).args, { role: "control", label: "searched again" });
    if (succeeded(sent.reply)) return;
  }
}

/** True where an exchange carries the canary at one of these places, and its request does not. */
export function shows(exchange: Exchange, canary: string, places: readonly string[]): boolean {
  const where = exchange.sightings
    .filter(({ kind, shape }) => kind === "canary" && shape.name === canary)
    .map((sighting) => sighting.where);
  return !where.includes("request") && where.some((place) => places.includes(place));
}
