import { type Check, defineCheck } from "../../../src/model/check.ts";
import type { ForgedKind } from "../../../src/model/forged-kind.ts";
import type { Who } from "../../../src/model/identity.ts";
import { asOthers } from "../people/as-others.ts";
import { provableTools } from "../people/call.ts";
import { rightUser } from "../people/people.ts";
import { callSubjects } from "../people/subjects.ts";
import { judgeRung } from "./judge-rung.ts";
import { probeRung } from "./probe-rung.ts";

/** One rung of the identity ladder: tokens that are wrong in one way, asked after those that are wrong in a plainer way. */
export interface Rung extends Pick<Check, "id" | "title" | "severity" | "why" | "fix" | "refs"> {
  /** Tokens that must not be accepted; each is a technique. */
  readonly kinds: readonly ForgedKind[];
  /** Where one of these is accepted, it is no wonder that this one is, and another check tells of it. */
  readonly unless: readonly ForgedKind[];
  /** Only for tokens that are JWTs. */
  readonly jwt: boolean;
  /** How the tokens are sent; as that of the right user when absent. Asked of bearer tokens alone. */
  readonly sentAs?: readonly NonNullable<Who["sentAs"]>[];
}

/** What a rung sends. */
export type Tokens = Required<Pick<Rung, "kinds" | "unless" | "sentAs">>;

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
