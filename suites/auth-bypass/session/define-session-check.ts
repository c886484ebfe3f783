import { type Check, defineCheck } from "../../../src/model/check.ts";
import type { Identity } from "../../../src/model/identity.ts";
import type { Scene } from "../../../src/model/scene.ts";
import { asOthers } from "../../as-others.ts";
import { provableTools } from "../people/call.ts";
import { rightUser } from "../people/people.ts";
import { callSubjects } from "../people/subjects.ts";

/** What a check of requests over one session says and does; its subject is one call of the right user. */
export interface SessionCheck
  extends Pick<Check<"identities">, "id" | "title" | "severity" | "why" | "fix" | "refs" | "probe" | "judge"> {
  /** The tools that are asked, each by itself; the first one that works where absent. */
  tools?(scene: Scene, user: Identity): readonly string[];
  /** False where nothing can be asked of this server. */
  applies(scene: Scene, user: Identity): boolean;
}

/** Makes a check that asks over a session which the right user opened; over HTTP alone, where each request has credentials of its own. */
export function defineSessionCheck({ applies, tools = firstTool, ...said }: SessionCheck): Check {
  return defineCheck({
    ...said,
    ...asOthers,
    requests: 20,

    subjects(scene) {
      const user = rightUser(scene);
      if (user === undefined || scene.surface.transport === "stdio" || !applies(scene, user)) return [];
      return callSubjects(tools(scene, user), user);
    },
  });
}

function firstTool(scene: Scene, user: Identity): readonly string[] {
  return provableTools(scene, user).slice(0, 1);
}
