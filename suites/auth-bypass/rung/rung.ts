import type { Check } from "../../../src/model/check.ts";
import type { ForgedKind } from "../../../src/model/forged-kind.ts";
import type { Who } from "../../../src/model/identity.ts";

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
