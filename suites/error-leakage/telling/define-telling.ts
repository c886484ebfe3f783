import { type Check, defineCheck } from "../../../src/model/check.ts";
import type { DisclosureKind, TellingError } from "../../../src/model/disclosure.ts";
import type { Scene } from "../../../src/model/scene.ts";
import type { Subject } from "../../../src/model/subject.ts";
import { judgeTelling } from "./judge-telling.ts";
import { probeTelling, tellingRequests } from "./probe-telling.ts";

/** A check of what errors tell, and which kinds of things it minds. */
export interface Telling extends Pick<Check, "id" | "title" | "severity" | "why" | "fix" | "refs"> {
  readonly kinds: readonly DisclosureKind[];
}

/**
 * Makes a check of the errors that all other checks provoked: each request whose error told something is sent again on a new
 * session. It is told by the error alone where neither the request nor the answer to a valid call has it.
 */
export function defineTelling({ kinds, ...said }: Telling): Check {
  return defineCheck({
    ...said,
    needs: ["calls"],
    uses: ["raw"],
    phase: "after",
    control: "provoked-error",
    requests: tellingRequests,
    subjects: (scene) => subjectsOf(scene, kinds),
    probe: probeTelling,
    judge: (evidence) => judgeTelling(evidence, kinds),
  });
}

/**
 * One subject for each tool, or method, whose errors told something; one for all that only look as if they did, and the server as a
 * whole where none did.
 */
function subjectsOf({ errors, surface }: Scene, kinds: readonly DisclosureKind[]): readonly Subject[] {
  const telling = errors.telling.flatMap((error) => {
    const told = error.told.filter(({ kind }) => kinds.includes(kind));
    return told.length === 0 ? [] : [{ ...error, told }];
  });
  const isProven = ({ told }: TellingError): boolean => told.some(({ verified }) => verified);
  const proven = new Set(telling.filter(isProven).map(sourceOf));
  const bySource = new Map<string, TellingError[]>();
  // Not all of them are sent again: what proves something comes first.
  for (const error of [...telling.filter(isProven), ...telling.filter((one) => !isProven(one))]) {
    const source = proven.has(sourceOf(error)) ? sourceOf(error) : byForm;
    bySource.set(source, [...(bySource.get(source) ?? []), error]);
  }
  if (bySource.size === 0) return [{ key: "(server)" }];
  return [...bySource].map(([source, errors]) => {
    const tool = surface.tools.find(({ name }) => name === (source === byForm ? errors[0]?.tool : source))?.name;
    return { key: source, ...(tool === undefined ? {} : { tool }), telling: errors };
  });

  function sourceOf({ tool, method }: TellingError): string {
    return tool !== undefined && surface.tools.some(({ name }) => name === tool) ? tool : method;
  }
}

/** What nobody can verify is one question, whichever tools it came from. */
const byForm = "(by form alone)";
