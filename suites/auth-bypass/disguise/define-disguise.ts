import { type Check, defineCheck } from "../../../src/model/check.ts";
import { asOthers } from "../../as-others.ts";
import { tellingTools } from "../people/call.ts";
import { fewOverStdio } from "../people/few-over-stdio.ts";
import { rightUser } from "../people/people.ts";
import { rivalOf } from "../people/rival.ts";
import { toolSubjects } from "../people/subjects.ts";
import type { DisguiseCheck } from "./disguise-check.ts";
import { judgeDisguise } from "./judge-disguise.ts";
import { probeDisguise } from "./probe-disguise.ts";

/** Tools that each check asks. */
const mostTools = 6;

/**
 * Makes a check that asks to be taken for somebody. The proof is what only one user is shown: words that are in each reply to
 * this user, and in none to another user or to nobody. The control is that call of the user.
 */
export function defineDisguise({ applies, disguises, forbidden, unless, doubtful, ...said }: DisguiseCheck): Check {
  return defineCheck({
    ...said,
    ...asOthers,
    requests: 60,

    subjects(scene) {
      const user = rightUser(scene);
      if (user === undefined || rivalOf(scene, user) === undefined || !applies(scene, user)) return [];
      return toolSubjects(tellingTools(scene, user).slice(0, fewOverStdio(scene, mostTools)), user);
    },

    probe: (ctx) => probeDisguise(ctx, disguises, unless),
    judge: (evidence) => judgeDisguise(evidence, forbidden, doubtful),
  });
}
