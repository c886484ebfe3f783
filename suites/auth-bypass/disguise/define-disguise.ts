import { type Check, defineCheck } from "../../../src/model/check.ts";
import type { ForgedKind } from "../../../src/model/forged-kind.ts";
import type { Identity } from "../../../src/model/identity.ts";
import type { Identities, ProbeContext } from "../../../src/model/ports.ts";
import type { Scene } from "../../../src/model/scene.ts";
import { asOthers } from "../people/as-others.ts";
import { type Call, tellingTools } from "../people/call.ts";
import { fewOverStdio } from "../people/few-over-stdio.ts";
import { rightUser } from "../people/people.ts";
import { rivalOf } from "../people/rival.ts";
import { toolSubjects } from "../people/subjects.ts";
import type { Disguise } from "./disguise.ts";
import { judgeDisguise } from "./judge-disguise.ts";
import { probeDisguise } from "./probe-disguise.ts";

/** What a check says, and whom it is taken for. */
export interface DisguiseCheck extends Pick<Check, "id" | "title" | "severity" | "why" | "fix" | "refs"> {
  applies(scene: Scene, user: Identity): boolean;
  /** What to try, or one phrase on why nothing can be tried. */
  disguises(
    ctx: ProbeContext & { readonly identities: Identities },
    user: Identity,
    call: Call,
  ): Promise<readonly Disguise[] | string>;
  /**
   * Whose data must not be shown: that of everybody (`all`), since who asks is nobody's rightful self, or that of all but the
   * principal whose token is used (`others`).
   */
  readonly forbidden: "all" | "others";
  /** Where a token of this kind is served the same, it is no wonder that this one is, and another check tells of it. */
  readonly unless: readonly ForgedKind[];
  /** Techniques that a server may mean to allow: they prove something only where the owner says that the data is one user's alone. */
  readonly doubtful: readonly string[];
}

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
