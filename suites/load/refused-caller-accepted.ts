import { defineCheck } from "../../src/model/check.ts";
import type { NeededPorts, Port, ProbeContext } from "../../src/model/ports.ts";
import type { Scene } from "../../src/model/scene.ts";
import { ladder } from "../auth-bypass/rung/ladder.ts";
import { judgeUnderLoad, turns } from "./crowd/judge-under-load.ts";
import { relabelled } from "./crowd/relabelled.ts";

/** Seconds that the server is kept busy at the most. */
const longest = 20;

/**
 * Is somebody served while the server is saturated who is refused when it is not? The identity ladder is climbed once in calm and up
 * to three times beside as many users as the load has. The control is the right user, who is served; what is served in calm
 * already is a matter of the suite auth-bypass.
 */
export default defineCheck({
  id: "load/refused-caller-accepted",
  title: "A caller who is refused otherwise is served under load",
  severity: "critical",
  why: "To verify a token costs something: a request to the provider, a lock, a connection. Where that fails and the caller is let in all the same, everybody comes in who makes the server busy first.",
  fix: "Fail closed: where a token cannot be verified, in time or at all, answer 401 or 503, never the call. Verify signatures with keys that are at hand, and keep what was verified for as long as the token lives.",
  refs: {
    cwe: ["CWE-636", "CWE-287"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1", "MCP-T10"],
    spec: ["basic/authorization#token-handling"],
  },
  needs: ["identities", "pressure"],
  uses: [],
  phase: "load",
  once: true,
  control: "success",
  requests: 1_000,

  subjects(scene) {
    const [first] = climbed(scene);
    return first === undefined ? [] : [{ key: "the ladder under load", principal: first.subject.principal ?? "" }];
  },

  async probe(ctx) {
    const { identities, pressure, scene } = ctx;
    const rungs = climbed(scene);
    const climb = async (when: string, { check, subject }: (typeof rungs)[number]): Promise<void> => {
      const own = { ...ctx, subject, identities: relabelled(identities, when, check.id) };
      await check.probe(own as unknown as ProbeContext & NeededPorts<Port>);
    };
    for (const rung of rungs) await climb("calm", rung);
    const users = { name: "users", principal: undefined, users: undefined, atOnce: 1, thinkMs: 0 };
    await pressure.press([users], longest, "load", async (over) => {
      for (const turn of turns) {
        if (!over.aborted) await Promise.all(rungs.map((rung) => climb(turn, rung)));
      }
    });
  },

  judge: judgeUnderLoad,
});

/** The rungs that this server can be asked, each with the call that proves it. Over stdio everybody has a process. */
function climbed(scene: Scene) {
  if (scene.surface.transport === "stdio") return [];
  return ladder.flatMap((check) => check.subjects(scene).map((subject) => ({ check, subject })));
}
