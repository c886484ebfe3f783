import { defineCheck, type Evidence } from "../../src/model/check.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import { succeeded } from "../../src/model/reply.ts";
import type { Scene } from "../../src/model/scene.ts";
import type { Subject } from "../../src/model/subject.ts";
import type { Judgement } from "../../src/model/verdict.ts";
import { changesNothing } from "../changes-nothing.ts";
import { noControl, unclear } from "../inconclusive.ts";
import { askBaselines } from "./concatenation/baselines.ts";
import { booleanTechnique } from "./concatenation/boolean.ts";
import { askStillAnswers, doubtOf } from "./concatenation/doubts.ts";
import { errorTechnique } from "./concatenation/error.ts";
import { loneQuote } from "./concatenation/lone-quote.ts";
import { refusesText } from "./concatenation/refusal.ts";
import { probeSight, sightOf } from "./concatenation/sight.ts";
import { stackedTechnique } from "./concatenation/stacked.ts";
import { type Aim, labelled } from "./concatenation/technique.ts";
import { timeTechnique } from "./concatenation/time.ts";
import { unionTechnique } from "./concatenation/union.ts";
import { injectionPoint } from "./injection-point.ts";
import { askArithmetic, askTakesSql, doesArithmetic, takesSql, takesStatement } from "./takes-sql.ts";
import { judgeTapped, statementStructure, undecidedBecause } from "./tapped/judge.ts";
import { largestNumber } from "./tapped/largest-number.ts";
import { probeTapped } from "./tapped/probe.ts";
import { textPlaces } from "./text-places.ts";

/** In the order in which they are told of; each learns from the ones before it where in the statement the value stands. */
const techniques = [booleanTechnique, errorTechnique, unionTechnique, timeTechnique, stackedTechnique];

/**
 * Does an argument become part of the text of a SQL statement? With a tap the statement itself answers; without one, or where
 * the tap does not decide it, the replies have to.
 * The control is the tool's own answer to a valid value: without it nothing shows that the tool ran.
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
  uses: ["tap"],
  phase: "main",
  control: "success",
  requests: 140,
  subjects: textPlaces,

  async probe({ subject, scene, args, calls, tap, random, only }) {
    const point = injectionPoint(subject, scene, args, calls);
    const { given } = point;
    const valid = (typeof given === "string" && given !== "") || typeof given === "number" ? given : "gauntlet";
    if (tap !== undefined && (only?.includes(statementStructure) ?? true)) {
      const largest = largestNumber(scene, subject);
      const followed = await probeTapped({ valid, largest, random, tap, send: point.send });
      // What the tap showed once is shown again by the tap, or not at all.
      if (only !== undefined || judgeTapped(followed) !== undefined) return;
    }
    const sent: Exchange[] = [];
    const send = async (...[value, step]: Parameters<typeof point.send>): Promise<Exchange> => {
      const exchange = await point.send(value, step);
      sent.push(exchange);
      return exchange;
    };
    const aim: Aim = {
      base: String(valid),
      random,
      readOnly: doesNoHarm(scene, subject),
      send,
      sent: () => sent,
    };
    await askBaselines(() => send(valid, { role: "baseline", label: "baseline" }));
    await probeSight(aim);
    // Refused before the tool ran: whatever is put in its place will be refused too.
    if (refusesText(sent)) return;
    if ((await askTakesSql(random, send)) || takesStatement(sent)) return;
    // The same error for everything: the call never comes to where the argument is used.
    if (sightOf(sent).blind && !sent.some(({ reply }) => succeeded(reply))) return;
    if (only === undefined && !sightOf(sent).blind) await loneQuote.probe(aim);
    // Where nothing shows, a further statement can only wait, too; else it shows by its errors, which is quicker.
    const last = sightOf(sent).blind ? [timeTechnique, stackedTechnique] : [stackedTechnique, timeTechnique];
    for (const technique of [booleanTechnique, errorTechnique, unionTechnique, ...last]) {
      // Waiting is dear, and says no more than what was shown already.
      if (technique === timeTechnique && techniques.some(({ find }) => find(sent) !== undefined)) continue;
      if (only?.includes(technique.name) ?? true) await technique.probe(aim);
    }
    if (techniques.some((technique) => technique.computes && technique.find(sent) !== undefined)) {
      await askArithmetic(random, `${aim.base} `, send);
    }
    const facts = tap === undefined ? {} : { tapConnected: tap.connected };
    await askStillAnswers(sent, () => send(valid, { role: "control", label: "valid-again", facts }));
  },

  judge(evidence) {
    const tapped = judgeTapped(evidence);
    if (tapped !== undefined) return tapped;
    const judged = judgeReplies(evidence);
    if (judged.verdict === "pass" && evidence.exchanges.some(({ facts }) => facts.tapConnected === false)) {
      return unclear("nothing has connected through the tap: let the server under test use the tap's address");
    }
    const undecided = undecidedBecause(evidence);
    return undecided === undefined ? judged : { ...judged, because: `${judged.because} (${undecided})` };
  },
});

/** What the replies alone show; what was sent to be seen by the tap has no part in it. */
function judgeReplies({ exchanges: all }: Pick<Evidence, "exchanges">): Judgement {
  const exchanges = all.filter(({ label }) => !label.startsWith("tapped:"));
  if (takesSql(exchanges) !== undefined || takesStatement(exchanges)) {
    return { verdict: "not-applicable", because: "the argument is a SQL statement by design" };
  }
  if (refusesText(exchanges)) {
    return {
      verdict: "not-applicable",
      because: "the argument takes only values of the kind it lists: other text is refused before the tool runs",
    };
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
  if (control === undefined) return noControl;
  const doubt = doubtOf(exchanges);
  if (doubt !== undefined) return unclear(doubt);
  const because = sightOf(exchanges).blind
    ? "the tool took every call, and no attack changed the reply or delayed it"
    : "the tool answered a valid value, and no attack became part of a statement";
  return { verdict: "pass", because, control: control.id };
}

/** Where the owner promises it or the server says so; a condition that matches every row does no harm there. */
function doesNoHarm(scene: Scene, { tool, resource, prompt }: Subject): boolean {
  if (resource !== undefined || prompt !== undefined) return true;
  if (tool === undefined) return false;
  const listed = scene.surface.tools.find(({ name }) => name === tool);
  return changesNothing(scene, listed ?? { name: tool });
}
