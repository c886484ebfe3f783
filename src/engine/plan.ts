import type { Check } from "../model/check.ts";
import type { Promises } from "../model/promises.ts";
import type { Scene } from "../model/scene.ts";
import type { Subject } from "../model/subject.ts";
import type { Tool } from "../model/surface.ts";
import type { Outcome } from "../model/verdict.ts";
import { whyAdding, whyDestructive } from "./destructive.ts";

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
  /** Resources and prompts. */
  readonly places: boolean;
  readonly param: (path: string) => boolean;
  readonly allowDestructive: boolean;
  /** True for a tool of which the owner gave a sample: it may be called, even if each call adds something. */
  readonly sampled: (tool: string) => boolean;
}

/** Subjects of one plan: no budget gets through more, and each one is a result to keep. */
const mostSubjects = 5_000;

/**
 * Everything the checks ask about this server: first of the tools that have a sample, each time in the order of the suites; `from` = plan positions already used. Where
 * that is more than 5,000 subjects, each check gets its share, and one inconclusive subject that says how many are left.
 */
export function plan(checks: readonly Check[], scene: Scene, scope: Scope, from: number): readonly Planned[] {
  const tools = toolsShown(scene);
  const asked = checks.map((check) => ({
    check,
    subjects: check.subjects(scene).filter((subject) => inScope(subject, scope)),
  }));
  const share = fairShare(asked.map(({ subjects }) => subjects.length));
  const sampled = ({ subject }: Pick<Planned, "subject">): boolean =>
    subject.tool !== undefined && scope.sampled(subject.tool);
  const wanted = asked.flatMap(({ check, subjects }) => [
    ...subjects
      .slice(0, share)
      .map((subject) => ({ check, subject, skip: skipOf(subject, tools, scene.promises, scope) })),
    ...(subjects.length > share ? [{ check, subject: beyond, skip: unplanned(subjects.length - share) }] : []),
  ]);
  // Where the owner showed how a tool works something can be concluded: a budget that runs out must not do so before.
  return [...wanted.filter(sampled), ...wanted.filter((one) => !sampled(one))].map((one, index) => ({
    no: from + index + 1,
    ...one,
  }));
}

/** Stands for all subjects of a check that a plan has no room for. */
const beyond: Subject = { key: "(beyond the plan)" };

function unplanned(count: number): Outcome {
  const because = `${count} more ${count === 1 ? "subject was" : "subjects were"} not planned: a plan holds ${mostSubjects}`;
  return { verdict: "inconclusive", reason: "budget", because };
}

/** The most subjects one check may have so that all together fit; what a check does not need, others get. */
function fairShare(counts: readonly number[]): number {
  let left = mostSubjects;
  let waiting = counts.length;
  for (const count of [...counts].sort((a, b) => a - b)) {
    const share = Math.floor(left / waiting);
    if (count > share) return share;
    left -= count;
    waiting -= 1;
  }
  return mostSubjects;
}

function inScope({ tool, resource, prompt, param }: Subject, scope: Scope): boolean {
  if ((resource !== undefined || prompt !== undefined) && !scope.places) return false;
  return (tool === undefined || scope.tool(tool)) && (param === undefined || scope.param(param));
}

/** All tools that anybody is shown, by name. */
export function toolsShown({ surface, identities }: Pick<Scene, "surface" | "identities">): ReadonlyMap<string, Tool> {
  const shown = [
    ...identities.flatMap(({ admitted }) => (admitted.ok ? admitted.surface.tools : [])),
    ...surface.tools,
  ];
  return new Map(shown.map((tool) => [tool.name, tool]));
}

/** Why a subject is left alone, as its outcome; undefined where it is not. */
export function skipOf(
  subject: Subject,
  tools: ReadonlyMap<string, Tool>,
  promises: Promises,
  scope: Scope,
): Outcome | undefined {
  const tool = subject.tool === undefined ? undefined : tools.get(subject.tool);
  if (tool === undefined || scope.allowDestructive) return undefined;
  const destroys = whyDestructive(tool, promises);
  if (destroys !== undefined) return leftAlone(`${destroys}; run with --allow-destructive to test it`);
  const adds = scope.sampled(tool.name) ? undefined : whyAdding(tool, promises);
  return adds === undefined
    ? undefined
    : leftAlone(`${adds}; give it a sample to have it called, or run with --allow-destructive`);
}

function leftAlone(because: string): Outcome {
  return { verdict: "inconclusive", reason: "destructive", because };
}
