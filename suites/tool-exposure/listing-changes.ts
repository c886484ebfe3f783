import { defineCheck } from "../../src/model/check.ts";
import { comparedLists } from "./drift/compared-lists.ts";
import { judgeDrift } from "./drift/judge-drift.ts";
import { differentPairs, firstPair } from "./drift/peers.ts";
import { probeDrift } from "./drift/probe-drift.ts";

/**
 * Is the list of tools, or of prompts, the same from session to session, at the end of a run as at its beginning, and for users of one role? What was
 * announced, and what differs in numbers and dates alone, is a note. The control is the list, asked again.
 */
export default defineCheck({
  id: "tool-exposure/listing-changes",
  title: "A list changes unannounced",
  severity: "medium",
  why: "A user approves a tool by what its description says. A server that tells another session, or a later one, something else can have a harmless tool approved and hand a harmful one to the model.",
  fix: "Keep the list the same for everybody of one role. Where it has to change, declare listChanged and send notifications/tools/list_changed.",
  refs: {
    cwe: ["CWE-494"],
    owaspMcp: ["MCP03:2025"],
    cosai: ["MCP-T6"],
    spec: ["server/tools#list-changed-notification"],
  },
  needs: ["calls"],
  uses: ["identities"],
  // What calls of the other checks brought about is in it.
  phase: "after",
  control: "success",
  requests: 30,

  subjects(scene) {
    const lists = comparedLists.filter((one) => one.entries(scene).length > 0).map(({ key }) => ({ key }));
    const [different, pair] = [differentPairs(scene), firstPair(scene)];
    const asked = different.length > 0 ? different : pair === undefined ? [] : [pair];
    const peers = asked.map(([one, other]) => ({ key: `${one.name} and ${other.name}`, principal: other.name }));
    return [...lists, ...peers];
  },

  probe: probeDrift,
  judge: judgeDrift,
});
