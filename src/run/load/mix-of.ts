import { whyDestructive } from "../../engine/destructive.ts";
import { outcomeOf } from "../../load/outcome/outcome-of.ts";
import type { LoadSession } from "../../load/wire/load-session.ts";
import type { Share } from "../../model/load/plan.ts";
import type { Arguments } from "../../model/ports.ts";
import { succeeded } from "../../model/reply.ts";
import type { Scene } from "../../model/scene.ts";
import { nameWords, readingWords } from "../../oracle/tool-words.ts";
import type { LoadRequest } from "./load-request.ts";

/** Tools of a mix that nobody chose. */
const mostTools = 5;

/** The calls that users make, each of which works when it is made once: those asked for, else those of tools that change nothing. */
export async function mixOf(
  { mix, timeoutMs }: LoadRequest,
  scene: Scene,
  args: Arguments,
  session: LoadSession,
): Promise<readonly Share[]> {
  const wanted: readonly Share[] =
    mix?.map((one) => ({ ...one, args: one.args ?? args.valid(one.tool).args })) ??
    harmlessTools(scene).map((tool) => ({ tool, args: args.valid(tool).args, weight: 1, complexity: "simple" }));
  const working: Share[] = [];
  for (const share of wanted) {
    const params = { name: share.tool, arguments: share.args };
    const { reply } = await session.ask({ method: "tools/call", params, timeoutMs });
    if (succeeded(reply) && outcomeOf(reply).outcome === "ok") working.push(share);
    if (mix === undefined && working.length === mostTools) break;
  }
  return working;
}

/** Tools that change nothing by promise, by their own word or by their name; those that the owner gave a sample of first. */
export function harmlessTools(scene: Scene): readonly string[] {
  const { tools } = scene.surface;
  const harmless = tools.filter((tool) => {
    const { name, annotations } = tool;
    if (!scene.mayCall(name) || tool.taskSupport === "required") return false;
    if (scene.promisedReadOnly(name) || annotations?.readOnlyHint === true) return true;
    const [first = ""] = nameWords(name);
    return (
      annotations?.readOnlyHint === undefined &&
      readingWords.has(first) &&
      whyDestructive(tool, scene.promises) === undefined
    );
  });
  const rank = ({ name }: (typeof tools)[number]): number =>
    (scene.sampled(name) ? 0 : 2) + (scene.parameters(name).length > 0 ? 0 : 1);
  return [...harmless].sort((a, b) => rank(a) - rank(b)).map(({ name }) => name);
}
