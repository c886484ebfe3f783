import { defineCheck } from "../../src/model/check.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import { succeeded } from "../../src/model/reply.ts";
import { rejectedBySchema } from "../../src/oracle/rejected-by-schema.ts";
import { isBlind, probeSight } from "./concatenation/blindness.ts";
import { booleanTechnique } from "./concatenation/boolean.ts";
import { doubtOf } from "./concatenation/doubts.ts";
import { errorTechnique } from "./concatenation/error.ts";
import { loneQuote } from "./concatenation/lone-quote.ts";
import { type Aim, labelled } from "./concatenation/technique.ts";
import { unionTechnique } from "./concatenation/union.ts";
import { stringParameters } from "./string-parameters.ts";
import { askArithmetic, askTakesSql, doesArithmetic, takesSql } from "./takes-sql.ts";

const techniques = [errorTechnique, booleanTechnique, unionTechnique];

/**
 * Does a string argument become part of the text of a SQL statement?
 * The control is the tool's own answer to a valid value, asked twice: without it nothing shows that the tool ran.
 */
export default defineCheck({
  id: "sql-injection/argument-in-sql-text",
  title: "Argument becomes part of a SQL statement",
  severity: "critical",
  why: "A model sends whatever a persuaded user or a poisoned document tells it to. An argument that is pasted into SQL lets that text read other people's rows, whole tables and, on many servers, change them.",
  fix: "Send the statement and the value apart: bind parameters ($1, ?) for values, an allow-list for names and sort orders. Escaping by hand or asking the model to behave is not a fix.",
  refs: {
    cwe: ["CWE-89"],
    owaspMcp: ["MCP05:2025"],
    cosai: ["MCP-T3"],
    spec: ["server/tools#security-considerations"],
  },
  needs: ["calls"],
  uses: [],
  phase: "main",
  control: "success",
  requests: 110,
  subjects: stringParameters,

  async probe({ subject, args, calls, random, only }) {
    const { tool = "", param = "" } = subject;
    const valid = args.valid(tool).args;
    const given = args.read(valid, param);
    const base = typeof given === "string" && given !== "" ? given : "gauntlet";
    const sent: Exchange[] = [];
    const send: Aim["send"] = async (value, step) => {
      const facts = { ...step.facts, value };
      const exchange = await calls.tool(tool, args.place(valid, param, value), { ...step, facts });
      sent.push(exchange);
      return exchange;
    };

    const baselines = [
      await send(base, { role: "baseline", label: "baseline" }),
      await send(base, { role: "baseline", label: "baseline" }),
    ];
    // Refused before the tool ran: whatever is put in its place will be refused too.
    if (baselines.every(({ reply }) => rejectedBySchema(reply))) return;
    if (await askTakesSql(random, send)) return;
    const aim: Aim = { base, baselines, random, send };
    if (only === undefined) {
      await probeSight(aim);
      if (isBlind(sent)) return;
      await loneQuote.probe(aim);
    }
    for (const technique of techniques) {
      if (only?.includes(technique.name) ?? true) await technique.probe(aim);
    }
    if (techniques.some((technique) => technique.computes && technique.find(sent) !== undefined)) {
      await askArithmetic(random, `${base} `, send);
    }
    await send(base, { role: "control", label: "valid-again" });
  },

  judge({ exchanges }) {
    if (takesSql(exchanges) !== undefined) {
      return { verdict: "not-applicable", because: "the argument is a SQL statement by design" };
    }
    const control = labelled(exchanges, "baseline").find(({ reply }) => succeeded(reply));
    const arithmetic = doesArithmetic(exchanges);
    const found = techniques.flatMap((technique) => {
      const shown = technique.computes && arithmetic ? undefined : technique.find(exchanges);
      return shown === undefined ? [] : [{ ...shown, name: technique.name }];
    });
    const [first, ...others] = found.flatMap((shown) => shown.proof);
    if (first !== undefined) {
      return {
        verdict: "fail",
        because: found.map((shown) => shown.because).join("; "),
        proof: [first, ...others],
        techniques: found.map((shown) => shown.name),
        ...(control === undefined ? {} : { control: control.id }),
      };
    }
    if (control === undefined) {
      return {
        verdict: "inconclusive",
        reason: "no-control",
        because: "the tool did not succeed with the arguments at hand; give it a sample that works",
      };
    }
    const doubt = doubtOf(exchanges);
    if (doubt !== undefined) return { verdict: "inconclusive", reason: "unclear", because: doubt };
    return {
      verdict: "pass",
      because: "the tool answered a valid value, and no attack became part of a statement",
      control: control.id,
    };
  },
});
