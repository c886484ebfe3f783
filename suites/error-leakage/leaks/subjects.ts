import type { CanaryState, Leak } from "../../../src/model/canary.ts";
import type { Subject } from "../../../src/model/subject.ts";

/** One subject for each tool that a canary leaked from, or the canary alone where it did not leak. */
export function leakSubjects(canary: CanaryState, places: readonly Leak["place"][]): readonly Subject[] {
  const leaks = attributed(canary.leaks.filter(({ place }) => places.includes(place)));
  if (canary.visible || leaks.length === 0) return [{ key: canary.name, canary: { ...canary, leaks: [] } }];
  return [...new Set(leaks.map(sourceOf))].map((source) => {
    const own = leaks.filter((leak) => sourceOf(leak) === source);
    const tool = own.find((leak) => leak.tool !== undefined)?.tool;
    const named = tool === undefined ? {} : { tool };
    return { key: `${canary.name} from ${source}`, ...named, canary: { ...canary, leaks: own } };
  });
}

/** Without what is told of a tool and was another's doing. */
function attributed(leaks: readonly Leak[]): readonly Leak[] {
  const certain = leaks.filter(isCertain);
  // What comes beside a listing comes with everything: no tool is to blame for it.
  const always = new Set(
    certain.filter(({ tool, place }) => tool === undefined && place !== "reply").map(({ place }) => place),
  );
  return leaks.filter((leak) => {
    if (always.has(leak.place)) return leak.tool === undefined;
    const alike = certain.filter(({ place }) => place === leak.place);
    const own = alike.some(({ tool }) => tool === leak.tool);
    return own || !alike.some(({ tool }) => leak.calls.some((call) => toolOf(call) === tool));
  });
}

/** True where the request before, whose log lines may come late, was of the same tool or can be ruled out. */
function isCertain({ tool, calls }: Leak): boolean {
  return calls.every((call) => toolOf(call) === tool);
}

function toolOf({ method, params }: Leak["calls"][number]): string | undefined {
  return method === "tools/call" ? String(params.name) : undefined;
}

function sourceOf({ tool, method, place }: Leak): string {
  return place === "handshake" ? "the handshake" : (tool ?? method);
}
