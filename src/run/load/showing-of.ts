import { placeAt } from "../../engine/arguments/path.ts";
import type { Marks } from "../../load/owners/marks.ts";
import type { Showing } from "../../load/owners/owners.ts";
import type { LoadSession } from "../../load/wire/load-session.ts";
import type { Share } from "../../model/load/plan.ts";
import { replyText, succeeded } from "../../model/reply.ts";
import type { Scene } from "../../model/scene.ts";

/** Arguments of one tool that are tried. */
const mostPaths = 4;

/** Numbers that no user of the load has. */
const [one, other] = [900_001, 900_002];

/** Which tools of the mix show for whom an answer is, since they repeat a text that they were given. */
export async function showingOf(
  mix: readonly Share[],
  marks: Marks,
  scene: Scene,
  session: LoadSession,
  timeoutMs: number,
): Promise<ReadonlyMap<string, Showing>> {
  const found = new Map<string, Showing>();
  for (const { tool, args } of mix) {
    const texts = scene.parameters(tool).filter(({ type }) => type === "string");
    for (const { path } of texts.slice(0, mostPaths)) {
      const repeats = async (user: number): Promise<boolean> => {
        const params = { name: tool, arguments: placeAt(args, path, marks.of(user)) };
        const { reply } = await session.ask({ method: "tools/call", params, timeoutMs });
        return succeeded(reply) && marks.ownersIn(replyText(reply)).join() === String(user);
      };
      if ((await repeats(one)) && (await repeats(other))) {
        found.set(tool, { by: "argument", path });
        break;
      }
    }
  }
  return found;
}
