import { defineDisguise } from "./disguise/define-disguise.ts";
import { namings } from "./disguise/namings.ts";
import { rivalOf } from "./people/rival.ts";

/**
 * Is a user believed to be another one because the request says so beside the token: in a header that a proxy would set, in
 * the metadata of the call, in the name of the client, or in an argument? The token is valid, and that of who asks.
 */
export default defineDisguise({
  id: "auth-bypass/user-named-beside-token-believed",
  title: "A user named beside the token is believed",
  severity: "critical",
  why: "Any user acts in the name of any other one, and the log says that the other one did it.",
  fix: "Take the user from the verified token alone; drop headers that only a proxy may set where the request did not come from it.",
  refs: {
    cwe: ["CWE-290", "CWE-639"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/security_best_practices#session-hijacking"],
  },
  applies: () => true,

  async disguises({ scene, subject }, user, call) {
    const rival = rivalOf(scene, user);
    if (rival === undefined) return "it takes a second user";
    const all = namings(rival, user, call, scene.parameters(subject.tool ?? ""));
    return scene.surface.transport === "stdio" ? all.filter(({ technique }) => technique !== "header") : all;
  },
  forbidden: "others",
  unless: [],
  doubtful: ["argument"],
});
