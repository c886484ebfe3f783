import { defineCheck } from "../../src/model/check.ts";
import { succeeded } from "../../src/model/reply.ts";
import type { DocumentAim } from "./documents/document-aim.ts";
import { judgeOperators } from "./documents/judge-operators.ts";
import { openFilter } from "./documents/open-filter.ts";
import { nonsense, operatorQuestions } from "./documents/operators.ts";
import { queryArguments } from "./documents/query-arguments.ts";
import { scalarOf } from "./documents/scalar-of.ts";
import { scriptFilters, scriptQuestions } from "./documents/script-filters.ts";
import { askSeries, stableOf } from "./documents/series.ts";
import { shows } from "./documents/sight.ts";
import { textContexts, textQuestions } from "./documents/text-contexts.ts";
import { injectionPoint } from "./injection-point.ts";

/**
 * Does a document store evaluate what was sent as a value: an object as an operator, text as part of a script or a query?
 * And does a filter, taken by design, run a script? The control is the tool's own answer to a valid value, asked twice.
 */
export default defineCheck({
  id: "sql-injection/operator-in-query-value",
  title: "Value is evaluated as an operator or a script of a query",
  severity: "high",
  why: "Document stores take operators where a value belongs. An argument that is passed on unchecked turns `name is X` into `name is anything`, which opens logins and other people's records; text that becomes a script runs on the database.",
  fix: "Enforce the declared type before the query is built (reject objects where text or a number is expected), compare with an explicit $eq, never put values into $where or JSON text, and turn server-side JavaScript off.",
  refs: {
    cwe: ["CWE-943"],
    owaspMcp: ["MCP05:2025"],
    cosai: ["MCP-T3"],
    spec: ["server/tools#security-considerations"],
  },
  needs: ["calls"],
  uses: [],
  phase: "main",
  control: "success",
  requests: 80,
  subjects: queryArguments,

  async probe({ subject, scene, args, calls, random, only }) {
    const point = injectionPoint(subject, scene, args, calls);
    const runs = (technique: string): boolean => only?.includes(technique) ?? true;
    const filter = await openFilter(point, scene, subject);
    if (filter !== undefined) {
      const aim: DocumentAim = { baselines: filter.baselines, random, send: point.send };
      const never = { ...filter.base, [`gauntlet_${random.word(6)}`]: random.word(12) };
      const sight = await point.send(filter.carried(never), { role: "confirm", label: "sight:nonsense" });
      if (!shows(filter.baselines, sight)) return;
      for (const way of scriptFilters) {
        if (!runs(way.technique)) continue;
        if (await askSeries(aim, way.technique, scriptQuestions(way, filter.base, random, filter.carried))) break;
      }
      await point.send(filter.carried(filter.base), { role: "control", label: "valid-again" });
      return;
    }

    const base = scalarOf(point.given, scene, subject);
    const first = await point.send(base, { role: "baseline", label: "baseline" });
    await point.send({ $eq: base }, { role: "confirm", label: "sight:object" });
    if (!succeeded(first.reply)) return;
    const baselines = [first, await point.send(base, { role: "baseline", label: "baseline" })];
    const sight = await point.send(nonsense(base, random), { role: "confirm", label: "sight:nonsense" });
    if (!shows(baselines, sight) || stableOf(baselines) === undefined) return;
    const aim: DocumentAim = { baselines, random, send: point.send };
    if (runs("operator")) await askSeries(aim, "operator", operatorQuestions(base, random));
    for (const context of typeof base === "string" ? textContexts : []) {
      if (runs(context.technique))
        await askSeries(aim, context.technique, textQuestions(context, String(base), random));
    }
    await point.send(base, { role: "control", label: "valid-again" });
  },

  judge: ({ exchanges }) => judgeOperators(exchanges),
});
