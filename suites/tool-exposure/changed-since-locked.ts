import { defineCheck } from "../../src/model/check.ts";
import { judgeDrift, uncomparedKey } from "./locked/judge-drift.ts";
import { probeDrift } from "./locked/probe-drift.ts";

/**
 * Is what the server lists still what its owner agreed with? Every part of every entry is compared with the lock file, for each
 * principal; what is different is listed once more on a session of its own. Without a lock nothing is asked.
 */
export default defineCheck({
  id: "tool-exposure/changed-since-locked",
  title: "What is listed is not what was locked",
  severity: "high",
  why: "A model obeys the text of the list. Whoever can change it after somebody has read and approved it (a new version of a package, a server run by somebody else) changes what the model does, and nobody is asked again.",
  fix: "Read the difference. Where it is meant, lock it anew with --update-lock and have the new lock reviewed like code; where nobody meant it, find out who made it.",
  refs: {
    cwe: ["CWE-494", "CWE-353"],
    owaspMcp: ["MCP03:2025", "MCP04:2025"],
    cosai: ["MCP-T6"],
    spec: ["server/tools#security-considerations"],
  },
  needs: ["identities"],
  uses: [],
  phase: "after",
  control: "baseline",
  requests: 12,

  subjects({ drifted }) {
    if (drifted === undefined) return [];
    const changed = drifted.drifts.map((drift) => ({
      key: drift.item,
      principal: drift.principals[0],
      drift,
      ...(drift.list?.member === "tools" ? { tool: drift.name } : {}),
    }));
    // One result for each item: the same one may have changed differently for two principals.
    const keyed = changed.map((subject, index) =>
      changed.findIndex(({ key }) => key === subject.key) === index
        ? subject
        : { ...subject, key: `${subject.key} (${subject.principal})` },
    );
    const same = drifted.compared.filter((name) => !drifted.drifts.some(({ principals }) => principals.includes(name)));
    return [
      ...keyed,
      ...same.map((name) => ({ key: `what ${name} is listed`, principal: name })),
      ...drifted.uncompared.map((name) => ({ key: uncomparedKey(name), principal: name })),
    ];
  },

  probe: probeDrift,
  judge: judgeDrift,
});
