import type { Who } from "../../../src/model/identity.ts";
import type { Call } from "../people/call.ts";

/** One attempt to be taken for somebody. */
export interface Disguise {
  readonly technique: string;
  /** What is done, for people, after the name of who does it: `naming alice in a header`; absent where a token says it. */
  readonly says?: string;
  readonly who: Who;
  /** The call of the subject, where it is not another one. */
  readonly call?: Call;
}
