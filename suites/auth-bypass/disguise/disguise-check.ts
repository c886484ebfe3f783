import type { Check } from "../../../src/model/check.ts";
import type { ForgedKind } from "../../../src/model/forged-kind.ts";
import type { Identity } from "../../../src/model/identity.ts";
import type { Scene } from "../../../src/model/scene.ts";
import type { AsOthers } from "../../as-others.ts";
import type { Call } from "../people/call.ts";
import type { Disguise } from "./disguise.ts";

/** What a check says, and whom it is taken for. */
export interface DisguiseCheck extends Pick<Check, "id" | "title" | "severity" | "why" | "fix" | "refs"> {
  applies(scene: Scene, user: Identity): boolean;
  /** What to try, or one phrase on why nothing can be tried. */
  disguises(ctx: AsOthers, user: Identity, call: Call): Promise<readonly Disguise[] | string>;
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
