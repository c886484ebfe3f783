import type { Visit, Who } from "../../../src/model/identity.ts";
import type { Random } from "../../../src/model/ports.ts";
import type { AsOthers } from "../../as-others.ts";
import { ask, attempt, callOf } from "../people/call.ts";
import { personNamed } from "../people/people.ts";
import { peopleAlike } from "./people-alike.ts";

/** Times that each of two is asked as, where time is looked at, and where only what is said. */
const timed = 14;
const said = 3;

/** Asks as the right user, and then by turns, in an order drawn at random, as two who are to be refused. */
export async function probeExistence(ctx: AsOthers): Promise<void> {
  const { subject, scene, args, identities, only, random } = ctx;
  const user = personNamed(scene, subject.principal);
  if (user === undefined) return;
  const call = callOf(subject, user, args);
  const found = await peopleAlike(identities, scene, user);
  const missing = typeof found === "string" ? found : "";
  await attempt(identities, { principal: user.name }, call, { role: "control", label: "right", facts: { missing } });
  if (typeof found === "string") return;
  const times = only === undefined || only.includes("timing") ? timed : said;
  for (const [at, { known, unknown, says, same, sent }] of found.entries()) {
    const open = new Map<Who, Visit>();
    for (const [turn, first] of orders(times, random).entries()) {
      for (const side of first ? (["known", "unknown"] as const) : (["unknown", "known"] as const)) {
        const who = side === "known" ? known : unknown;
        const facts = { says: says[side === "known" ? 0 : 1], same, ...(turn === 0 ? { sent: [...sent] } : {}) };
        const step = { role: "attack", label: `pair ${at + 1} ${side}:${turn + 1}`, facts } as const;
        const visit = open.get(who);
        if (visit !== undefined) await ask(visit, call, step);
        else {
          const opened = (await attempt(identities, who, call, step)).visit;
          if (opened !== undefined) open.set(who, opened);
        }
      }
    }
  }
}

function orders(times: number, random: Random): readonly boolean[] {
  return Array.from({ length: times }, () => random.integer(0, 1) === 1);
}
