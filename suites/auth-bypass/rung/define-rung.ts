import { type Check, defineCheck } from "../../../src/model/check.ts";
import { asOthers } from "../../as-others.ts";
import { provableTools } from "../people/call.ts";
import { rightUser } from "../people/people.ts";
import { callSubjects } from "../people/subjects.ts";
import { judgeRung } from "./judge-rung.ts";
import { probeRung } from "./probe-rung.ts";
import type { Rung } from "./rung.ts";

/** Requests of one round: the right user and nobody, and up to ten tokens with two requests each. */
const mostRequests = 40;

/**
 * Makes the check of one rung. The control is the same call of the right user, which is served, and of nobody, which is not:
 * a token that is served where nobody is was accepted as proof of who asks.
 */
export function defineRung({ kinds, unless, jwt, sentAs = [], ...said }: Rung): Check {
  const tokens = { kinds, unless, sentAs };
  return defineCheck({
    ...said,
    ...asOthers,
    requests: mostRequests,

    subjects(scene) {
      const user = rightUser(scene);
      if (user === undefined || (jwt && user.claims === undefined)) return [];
      if (sentAs.length > 0 && user.carriedIn !== undefined) return [];
      return callSubjects(provableTools(scene, user).slice(0, 1), user);
    },

    probe: (ctx) => probeRung(ctx, tokens),
    judge: (evidence) => judgeRung(evidence, tokens),
  });
}
