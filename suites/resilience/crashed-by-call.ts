import { defineCheck } from "../../src/model/check.ts";
import { succeeded } from "../../src/model/reply.ts";
import type { Incident, Subject } from "../../src/model/subject.ts";

/**
 * Does one call take the server down? Asked only of calls after which it went away while the other checks ran.
 * The control is a listing that the restarted server answers; the proof is that the same call ends it again.
 */
export default defineCheck({
  id: "resilience/crashed-by-call",
  title: "One call takes the server down",
  severity: "high",
  why: "A model can repeat a call that ends the process as often as it likes: every other user loses the session, and a supervisor's restart hides it from whoever looks at the logs.",
  fix: "Catch what a handler throws, in callbacks and promises too, and answer with isError. Validate arguments before they reach code that cannot cope, and release what was held when a call fails.",
  refs: { cwe: ["CWE-248", "CWE-400"], owaspMcp: [], cosai: ["MCP-T10"], spec: ["server/tools#error-handling"] },
  needs: ["calls"],
  uses: [],
  phase: "after",
  control: "success",
  requests: 4,

  subjects({ incidents }) {
    const subjects = incidents.filter(({ kind, call }) => kind === "crash" && call !== undefined).map(subjectOf);
    // One weak spot is one subject, however many calls hit it.
    return [...new Map(subjects.toReversed().map((subject) => [subject.key, subject])).values()].toReversed();
  },

  async probe({ subject, calls }) {
    const { call, recovered } = subject.incident ?? {};
    if (call === undefined || recovered !== true) return;
    await calls.request("tools/list", {}, { role: "control", label: "alive" });
    await calls.request(call.method, call.params, { role: "attack", label: "same call" });
    await calls.request("tools/list", {}, { role: "confirm", label: "alive again" });
  },

  judge({ subject, exchanges }) {
    const control = exchanges.find(({ label, reply }) => label === "alive" && succeeded(reply));
    const call = exchanges.find(({ label }) => label === "same call");
    const after = exchanges.find(({ label }) => label === "alive again");
    // The session that carried the call is gone afterwards, whether it was answered first or not.
    const gone = call !== undefined && after !== undefined && after.session !== call.session;
    const detail = subject.incident?.detail ?? "";
    if (gone && control !== undefined) {
      return {
        verdict: "fail",
        because: `the server went away on this call, and again when it was repeated: ${detail}`,
        proof: [call.id, after.id],
        control: control.id,
        techniques: ["repeat"],
      };
    }
    return { verdict: "suspected", because: `the server went away on this call, once: ${detail}`, proof: [] };
  },
});

function subjectOf(incident: Incident): Subject {
  const name = incident.call?.params.name;
  if (typeof name !== "string") return { key: incident.call?.method ?? incident.exchange, incident };
  if (incident.param === undefined) return { key: name, tool: name, incident };
  return { key: `${name}.${incident.param}`, tool: name, param: incident.param, incident };
}
