import { defineCheck } from "../../src/model/check.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import { replyText, succeeded } from "../../src/model/reply.ts";
import type { Judgement } from "../../src/model/verdict.ts";
import { learnAnswer, sameAnswer } from "../../src/oracle/answer/stable.ts";
import { rejectedBySchema } from "../../src/oracle/rejected-by-schema.ts";
import { brokeOnTheWay, noControl, unclear } from "../inconclusive.ts";
import { obeyed, probeOrders } from "./orders/obey.ts";
import { understandsText } from "./orders/understands-text.ts";
import { stringParameters } from "./string-parameters.ts";
import { askTakesSql, takesSql } from "./takes-sql.ts";

/**
 * Does a text argument that is no SQL by design have statements run when it asks for it in plain words?
 * The control is the tool's own answer to a valid value. The proof is a value that stands nowhere in the text, comes back
 * twice with different numbers, and does not come back when the same words ask for the sum alone.
 */
export default defineCheck({
  id: "sql-injection/order-in-text-obeyed",
  title: "Order in a text is obeyed, and its SQL is run",
  severity: "critical",
  why: "A tool that turns text into SQL, or picks a statement out of it, obeys whoever wrote the text: a customer's message, a web page, a ticket. One sentence in it then reads or changes the database with the tool's own rights.",
  fix: "Do not run statements that come out of text. Match what is asked against a fixed set of queries and bind the values; where SQL has to be generated, run it as an account that may only read what every caller may see, and show it to a person first.",
  refs: {
    cwe: ["CWE-89", "CWE-943", "CWE-20"],
    owaspMcp: ["MCP05:2025", "MCP06:2025"],
    cosai: ["MCP-T3", "MCP-T4"],
    spec: ["server/tools#security-considerations"],
  },
  needs: ["calls"],
  uses: [],
  phase: "main",
  control: "success",
  requests: 24,
  subjects: stringParameters,

  async probe({ subject, scene, args, calls, random, only }) {
    const { tool = "", param = "" } = subject;
    const valid = args.valid(tool).args;
    const given = args.typical(tool, param);
    const usual = typeof given === "string" && given !== "" ? given : "gauntlet";
    const tell = (text: string, step: Parameters<typeof calls.tool>[2]) =>
      calls.tool(tool, args.place(valid, param, text), step);
    const baseline = await tell(usual, { role: "baseline", label: "baseline" });
    if (rejectedBySchema(baseline.reply)) return;
    if ((await askTakesSql(random, tell)) && !understandsText(baseline, usual)) return;
    await probeOrders({ random, usual, tell }, scene.promises.tables?.forbid ?? [], only);
    await tell(usual, { role: "control", label: "valid-again" });
  },

  judge({ exchanges }) {
    const ordered = exchanges.find((exchange) => exchange.label.startsWith("order:") && obeyed(exchange));
    const control = exchanges.find(({ label, reply }) => label === "baseline" && succeeded(reply));
    if (ordered !== undefined) return judgeObeyed(exchanges, ordered, control);
    if (takesSql(exchanges) !== undefined) {
      return {
        verdict: "not-applicable",
        because: "the argument is run as a SQL statement, and nothing else in it is",
      };
    }
    if (control === undefined) return noControl;
    return silence(exchanges, control);
  },
});

function judgeObeyed(exchanges: readonly Exchange[], ordered: Exchange, control: Exchange | undefined): Judgement {
  const found = (label: string) => exchanges.find((exchange) => exchange.label === label && obeyed(exchange));
  const again = found("order-again");
  const large = found("large");
  const second = large ?? again;
  const technique = String(ordered.facts.technique);
  const proof = [ordered, again, large].flatMap((exchange) => exchange?.id ?? []);
  if (second !== undefined && (large !== undefined || found("sum") === undefined)) {
    const tables = exchanges.filter((exchange) => exchange.label.startsWith("forbidden:") && obeyed(exchange));
    const read = tables.map(({ label }) => label.slice("forbidden:".length)).join(" and ");
    const also = read === "" ? "" : `; the same words also read ${read}, which nobody may read`;
    return {
      verdict: "fail",
      because: `told in plain words to run a statement, the server ran it (${technique}): values came back that stand nowhere in the text, and that the same words without a statement do not give${also}`,
      proof: [ordered.id, second.id, ...tables.map(({ id }) => id)],
      techniques: [technique],
      ...(control === undefined ? {} : { control: control.id }),
    };
  }
  if (second === undefined) {
    const because = "told in plain words to run a statement, the server gave its value once, but not for other numbers";
    return { verdict: "suspected", because, proof };
  }
  return unclear("the server works out sums that it is told of, so that it cannot be seen whether it ran a statement");
}

/** How databases say that there is no such table, with its name. */
const missingTable = (name: string): RegExp =>
  new RegExp(
    `(?:no such table: |relation ["'\`]|table ["'\`](?:\\w{1,64}\\.)?|invalid object name ["'\`]|catalog error.{1,40})${name}`,
    "i",
  );

function silence(exchanges: readonly Exchange[], control: Exchange): Judgement {
  const asked = exchanges.filter(({ role }) => role === "attack");
  const missing = asked.find(({ label }) => label === "missing");
  const table = /gauntlet_\w+/.exec(String(missing?.facts.statement))?.[0];
  if (missing !== undefined && table !== undefined && missingTable(table).test(replyText(missing.reply))) {
    const because =
      "told in plain words to read a table that does not exist, the server answered with a database's complaint about it";
    return { verdict: "suspected", because, proof: [missing.id], control: control.id };
  }
  if (asked.length > 0 && asked.every(({ reply }) => rejectedBySchema(reply))) {
    return { verdict: "not-applicable", because: "the argument takes no free text: its schema refuses it" };
  }
  const last = exchanges.find(({ label }) => label === "valid-again");
  if (last === undefined || !succeeded(last.reply)) {
    return brokeOnTheWay;
  }
  const usual = learnAnswer([control.reply, last.reply], "");
  if (usual !== undefined && asked.every(({ reply }) => sameAnswer(usual, reply, ""))) {
    const because = "the reply is the same whatever the text says: an order in it brings nothing back";
    return { verdict: "not-applicable", because };
  }
  return {
    verdict: "pass",
    because: `the tool answered a valid value, and ran no statement that ${asked.length} orders in plain words asked for`,
    control: control.id,
  };
}
