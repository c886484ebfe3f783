import { defineCheck } from "../../src/model/check.ts";
import type { Scene } from "../../src/model/scene.ts";
import { privateWords, shows } from "../../src/oracle/access/private-words.ts";
import { asOthers } from "../as-others.ts";
import { unclear, withoutControl } from "../inconclusive.ts";
import { attemptOf } from "./people/attempts.ts";
import { ask, attempt, callOf, provableTools } from "./people/call.ts";
import { rightUser } from "./people/people.ts";
import { rivalOf } from "./people/rival.ts";
import { toolSubjects } from "./people/subjects.ts";
import { cursorLike, findCursor } from "./state/find-cursor.ts";

/** Arguments that stand for a state which an earlier call made, as samples draw them from it. */
const stateLike = /(?:^|_)(?:handle|state|session|task|cursor)(?:_?(?:id|key|token))?$/i;

/**
 * Is a state that one user's call made, a handle, a task, or the next page of a list, served to another user who sends it? The
 * control is the same call of the user whose state it is; what counts is what this user is shown and the other one is not.
 */
export default defineCheck({
  id: "auth-bypass/state-of-another-user-accepted",
  title: "A handle or cursor works for whoever has it",
  severity: "high",
  why: "A handle is no proof of who asks: it stands in logs and in the model's memory, and whoever learns it goes on in another one's name.",
  fix: "Keep the user with the state, or sign both together, and refuse it to anybody else.",
  refs: {
    cwe: ["CWE-639"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T2"],
    spec: ["basic/security_best_practices#state-handle-hijacking"],
  },
  ...asOthers,
  requests: 16,

  subjects(scene) {
    const user = rightUser(scene);
    const acting = scene.identities[0];
    if (user === undefined || user !== acting || rivalOf(scene, user) === undefined) return [];
    const tools = provableTools(scene, user).filter(
      (tool) => drawsState(scene, tool) || cursorOf(scene, tool) !== undefined,
    );
    return toolSubjects(tools, user);
  },

  async probe({ subject, scene, args, identities }) {
    const user = rightUser(scene);
    const { tool = "" } = subject;
    const rival = user && rivalOf(scene, user);
    if (user === undefined || rival === undefined) return;
    let call = callOf(subject, user, args);
    const cursor = drawsState(scene, tool) ? undefined : cursorOf(scene, tool);
    const { visit } = await identities.enter({ principal: user.name }, { role: "control", label: "owner:enter" });
    if (visit === undefined) return;
    if (cursor !== undefined) {
      const first = await ask(visit, call, { role: "setup", label: "first page" });
      const next = findCursor(first.reply);
      if (next === undefined) return;
      // What the other one is shown by right is nothing that belongs to this user.
      await attempt(identities, { principal: rival.name }, call, { role: "baseline", label: "rival" });
      call = { ...call, params: { name: tool, arguments: args.place(args.valid(tool).args, cursor, next) } };
    }
    await ask(visit, call, { role: "control", label: "owner" });
    await ask(visit, call, { role: "control", label: "owner again" });
    await attempt(identities, { principal: rival.name }, call, { role: "attack", label: "other" });
  },

  judge(evidence) {
    const owner = attemptOf(evidence, "owner");
    const other = attemptOf(evidence, "other");
    if (owner === undefined || other === undefined)
      return { verdict: "not-applicable", because: "no call gave a state to go on with" };
    if (owner.access !== "served") return withoutControl("the state did not work for the user whose it is");
    const own = [owner, attemptOf(evidence, "owner again")].flatMap((one) => one?.exchange.reply ?? []);
    const rival = attemptOf(evidence, "rival");
    const sent = JSON.stringify(owner.exchange.request.params);
    const words = privateWords(own, rival === undefined ? [] : [rival.exchange.reply], sent);
    const control = owner.exchange.id;
    if (shows(words, other.exchange.reply)) {
      const because = `${other.exchange.principal} was served the state that a call of ${owner.exchange.principal} had made`;
      return { verdict: "fail", because, proof: [other.exchange.id], control, techniques: ["state"] };
    }
    if (words.size === 0) return unclear("what its user is served has too few words to be known again");
    if (other.access === "unknown") return unclear("the other user was not answered");
    return { verdict: "pass", because: "the state worked for its user alone", control };
  },
});

function drawsState(scene: Scene, tool: string): boolean {
  return scene.drawsFrom(tool).some(({ param }) => stateLike.test(param));
}

function cursorOf(scene: Scene, tool: string): string | undefined {
  return scene.parameters(tool).find(({ path }) => cursorLike.test(path))?.path;
}
