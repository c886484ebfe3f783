import { defineCheck } from "../../src/model/check.ts";
import type { LoadGroup } from "../../src/model/load/pressure.ts";
import { users } from "../auth-bypass/people/people.ts";
import { judgeFairness } from "./crowd/judge-fairness.ts";

/** Who is polite: three users who think a while after each answer. */
const polite = { name: "polite", users: 3, atOnce: 1, thinkMs: 200 } as const;
/** Who is not: a model in a loop that asks for fifty things at once, again and again. */
const greedy = { name: "greedy", users: 1, atOnce: 50, thinkMs: 0 } as const;

/**
 * Do others keep their service level while one user asks for fifty things at once? Polite users are measured alone, beside a
 * greedy one, and alone again (3, 5 and 2 seconds): only what is right before and after is the greedy one's doing.
 */
export default defineCheck({
  id: "load/one-user-starves-others",
  title: "One greedy user takes the service from the others",
  severity: "medium",
  why: "A model that fires fifty calls is an ordinary thing. Where all callers stand in one line, or share one limit, everybody else waits behind it or is refused in its place.",
  fix: "Limit calls of each user that are under way at the same time, and take turns between users. Count a rate limit by the user of the token, not for all together or by address.",
  refs: {
    cwe: ["CWE-770", "CWE-799"],
    owaspMcp: [],
    cosai: ["MCP-T10"],
    spec: ["server/tools#security-considerations"],
  },
  needs: ["calls", "load", "pressure"],
  uses: [],
  phase: "load",
  once: true,
  control: "baseline",
  requests: 4,

  subjects: (scene) => (scene.surface.transport === "stdio" ? [] : [{ key: "users beside each other" }]),

  async probe({ scene, calls, load, pressure }) {
    const [one, other] = users(scene);
    const as = (group: typeof polite | typeof greedy, who: typeof one): LoadGroup => ({
      ...group,
      principal: who?.name,
    });
    load.observe("load");
    const alone = [as(polite, other ?? one)];
    await pressure.press(alone, 3, "alone");
    await pressure.press([...alone, as(greedy, one)], 5, "beside");
    // What the greedy one asked for counts in the second it came in, and may still be under way.
    await pressure.rest(2);
    await pressure.press(alone, 2, "alone again");
    // Whom the server can tell apart decides what a refusal means.
    const facts = { principals: other === undefined ? (one === undefined ? 0 : 1) : 2 };
    await calls.request("tools/list", {}, { role: "control", label: "still there", facts });
  },

  judge: judgeFairness,
});
