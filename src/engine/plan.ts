import type { Check } from "../model/check.ts";
import type { Promises } from "../model/promises.ts";
import type { Scene } from "../model/scene.ts";
import type { Subject } from "../model/subject.ts";
import type { Tool } from "../model/surface.ts";
import type { Outcome } from "../model/verdict.ts";
import { whyDestructive } from "./destructive.ts";

/** One thing to do: ask this check of this subject, or say at once why not. */
export interface Planned {
  /** Position in the plan, from 1; part of every id its evidence gets. */
  readonly no: number;
  readonly check: Check;
  readonly subject: Subject;
  readonly skip: Outcome | undefined;
}

/** What the user lets a run touch. */
export interface Scope {
  readonly tool: (name: string) => boolean;
  readonly param: (path: string) => boolean;
  readonly allowDestructive: boolean;
}

/** Everything the checks ask about this server, in the order of the suites; `from` = plan positions already used. */
export function plan(checks: readonly Check[], scene: Scene, scope: Scope, from: number): readonly Planned[] {
  const tools = new Map(scene.surface.tools.map((tool) => [tool.name, tool]));
  return checks
    .flatMap((check) => check.subjects(scene).map((subject) => ({ check, subject })))
    .filter(({ subject }) => inScope(subject, scope))
    .map(({ check, subject }, index) => ({
      no: from + index + 1,
      check,
      subject,
      skip: skipOf(subject, tools, scene.promises, scope),
    }));
}

function inScope({ tool, param }: Subject, scope: Scope): boolean {
  return (tool === undefined || scope.tool(tool)) && (param === undefined || scope.param(param));
}

function skipOf(
  subject: Subject,
  tools: ReadonlyMap<string, Tool>,
  promises: Promises,
  scope: Scope,
): Outcome | undefined {
  const tool = subject.tool === undefined ? undefined : tools.get(subject.tool);
  if (tool === undefined || scope.allowDestructive) return undefined;
  const why = whyDestructive(tool, promises);
  if (why === undefined) return undefined;
  return { verdict: "inconclusive", reason: "destructive", because: `${why}; run with --allow-destructive to test it` };
}
