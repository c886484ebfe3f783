import { argumentSource } from "../engine/arguments/source.ts";
import { learn } from "../engine/learn/learn.ts";
import { openLearningCaller } from "../engine/learn/learning-caller.ts";
import type { Link } from "../engine/link.ts";
import { plan } from "../engine/plan.ts";
import type { RunSetting } from "../engine/run-setting.ts";
import type { Check } from "../model/check.ts";
import type { Gate } from "./gate.ts";
import { harmlessTools } from "./load/mix-of.ts";
import type { Run } from "./open-run.ts";
import { scopeOf } from "./select.ts";

/** Learns arguments over a link that the first probe then goes on with: a server may not like two processes. */
export async function learnArguments(
  run: Run,
  { surface }: Gate & { ok: true },
  checks: readonly Check[],
  setting: RunSetting,
): Promise<RunSetting> {
  const { request, surroundings, now } = run;
  const scope = scopeOf(request);
  const main = checks.filter((check) => check.phase === "main");
  const asked = plan(main, setting.scene, scope, 0).filter(({ skip }) => skip === undefined);
  const loaded =
    request.load === undefined ? [] : (request.load.mix?.map(({ tool }) => tool) ?? harmlessTools(setting.scene));
  const wanted = new Set([...asked.flatMap(({ subject: { tool } }) => (tool === undefined ? [] : [tool])), ...loaded]);
  surroundings.emit({ type: "stage", atMs: now(), stage: "learning" });
  const first = run.newLink();
  let link: Link | undefined = first;
  const { calls, end } = openLearningCaller(setting, first);
  const { samples, promises } = request;
  const learnt = await learn({ surface, samples, promises, inScope: scope.tool, wanted }, calls)
    .catch(async (cause: unknown) => {
      await first.close();
      throw cause;
    })
    .finally(end);
  const newLink = (): Link => {
    const next = link ?? run.newLink();
    link = undefined;
    return next;
  };
  return { ...setting, args: argumentSource(surface, samples, learnt), newLink };
}
