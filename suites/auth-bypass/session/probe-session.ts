import type { Exchange } from "../../../src/model/exchange.ts";
import type { Visit, Who } from "../../../src/model/identity.ts";
import type { Step } from "../../../src/model/ports.ts";
import type { AsOthers } from "../../as-others.ts";
import { ask, attempt, type Call, callOf } from "../people/call.ts";
import { personNamed } from "../people/people.ts";

/** A session of the right user, and what is asked over it. */
export interface Guest {
  readonly principal: string;
  readonly visit: Visit;
  /** The call of the subject over this session, as its owner or as somebody else. */
  say(step: Step, as?: Who): Promise<Exchange>;
  /** The same on a session of its own: how far that came. */
  alone(who: Who, step: Step): Promise<Exchange>;
}

/** The call of the subject as its principal, labelled `right`, and as nobody; undefined where no session opened. */
export async function openGuest({ subject, scene, args, identities }: AsOthers): Promise<Guest | undefined> {
  const { principal = "" } = subject;
  const call: Call = callOf(subject, personNamed(scene, principal), args);
  await attempt(identities, { principal, forged: null }, call, { role: "baseline", label: "nobody" });
  const { visit } = await attempt(identities, { principal }, call, { role: "control", label: "right" });
  return (
    visit && {
      principal,
      visit,
      say: (step, as) => ask(visit, call, step, as),
      alone: async (who, step) => (await attempt(identities, who, call, step)).exchange,
    }
  );
}
