import { defineCheck } from "../../src/model/check.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import { succeeded } from "../../src/model/reply.ts";
import type { Scene } from "../../src/model/scene.ts";
import type { Subject } from "../../src/model/subject.ts";
import type { Judgement } from "../../src/model/verdict.ts";
import { noControl, unclear } from "../inconclusive.ts";
import { judgeAskedLimit, probeAskedLimit } from "./limits/asked-limit.ts";
import { findTooMany, probeEverything } from "./limits/listing.ts";
import { findMadeRows, probeMadeRows } from "./limits/made-rows.ts";
import { notSqlTool } from "./statements/not-sql-tool.ts";
import { openSqlTool } from "./statements/sql-tool.ts";
import { stringParameters } from "./string-parameters.ts";
import { takesSql } from "./takes-sql.ts";

/**
 * Does one call give more rows than the owner promises?
 * The control is the same question for a few rows. A tool that takes SQL makes rows of which only a database knows the
 * values; of other tools the items of a list are counted. Either way the proof is the promise, and a count above it.
 */
export default defineCheck({
  id: "sql-injection/more-rows-than-promised",
  title: "One call gives more rows than promised",
  severity: "medium",
  why: "A limit on rows is what stands between one persuaded call and a copy of the whole table. It also keeps a single reply from filling the model's context and the server's memory.",
  fix: "Set the limit where the statement runs: wrap it in an outer LIMIT or read from a cursor and stop. Clamp what a caller asks for, refuse negative numbers, and say in the reply that it was cut.",
  refs: {
    cwe: ["CWE-770", "CWE-200"],
    owaspMcp: ["MCP10:2025"],
    cosai: ["MCP-T5", "MCP-T10"],
    spec: ["server/tools#security-considerations"],
  },
  needs: ["calls"],
  uses: [],
  phase: "main",
  control: "success",
  requests: 24,

  subjects(scene: Scene) {
    if (scene.promises.maxRows === undefined) return [];
    const numbers = numberParameters(scene);
    const limited = new Set(numbers.map(({ tool }) => tool));
    const whole = scene.surface.tools.filter(({ name }) => !limited.has(name));
    return [...stringParameters(scene), ...numbers, ...whole.map(({ name }) => ({ key: name, tool: name }))];
  },

  async probe({ subject, scene, args, calls, random, only }) {
    const { tool = "", param } = subject;
    const promised = scene.promises.maxRows ?? 0;
    const valid = args.valid(tool).args;
    if (param === undefined) {
      await calls.tool(tool, valid, { role: "control", label: "listing:plain", facts: { promised } });
      return;
    }
    if (isNumber(scene, subject)) {
      const ask = (value: number, step: Parameters<typeof calls.tool>[2]) =>
        calls.tool(tool, args.place(valid, param, value), step);
      await probeAskedLimit(ask, promised, only);
      return;
    }
    const database = await openSqlTool({ subject, args, calls, random });
    if (database !== undefined) await probeMadeRows(database, promised);
    else
      await probeEverything((value, step) => calls.tool(tool, args.place(valid, param, value), step), promised, only);
  },

  judge({ subject, exchanges }) {
    const listed = findTooMany(exchanges);
    if (listed !== undefined) return listed;
    if (subject.param === undefined) return nothingAsks(exchanges);
    if (exchanges.some(({ label }) => label.startsWith("limit:"))) return judgeAskedLimit(exchanges);
    return takesSql(exchanges) === undefined ? notSqlTool(exchanges, true) : judgeMadeRows(exchanges);
  },
});

function judgeMadeRows(exchanges: readonly Exchange[]): Judgement {
  const made = findMadeRows(exchanges);
  if (made === undefined) {
    return unclear("the tool runs SQL, but no way was found to have it make rows out of nothing");
  }
  const { control, many, shown, doubt } = made;
  if (many === undefined || doubt !== undefined) {
    return unclear(doubt ?? "");
  }
  const { rows, promised } = many.facts;
  if (shown > Number(promised)) {
    return {
      verdict: "fail",
      because: `a statement that makes ${String(rows)} rows gave ${shown} of them in one reply, each with a value that only a database could compute; at most ${String(promised)} are promised`,
      proof: [many.id],
      control: control.id,
      techniques: ["made-rows"],
    };
  }
  return {
    verdict: "pass",
    because: `a few rows of a statement of ours came back, and of ${String(rows)} no more than the ${String(promised)} that are promised (${shown})`,
    control: control.id,
  };
}

function nothingAsks(exchanges: readonly Exchange[]): Judgement {
  const plain = exchanges.find(({ label }) => label === "listing:plain");
  if (plain !== undefined && succeeded(plain.reply)) {
    const because = "a valid call gives no more items than promised, and no argument asks for a number of them";
    return { verdict: "not-applicable", because };
  }
  return noControl;
}

function numberParameters(scene: Scene): readonly (Subject & { readonly tool: string })[] {
  return scene.surface.tools.flatMap(({ name }) =>
    scene
      .parameters(name)
      .filter(({ type }) => type === "number" || type === "integer")
      .map(({ path }) => ({ key: `${name}.${path}`, tool: name, param: path })),
  );
}

function isNumber(scene: Scene, { tool = "", param }: Subject): boolean {
  return numberParameters(scene).some((one) => one.tool === tool && one.param === param);
}
