import type { Evidence } from "../../../src/model/check.ts";
import { replyText, succeeded } from "../../../src/model/reply.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";

/** A word that one session set and another one is shown came over a connection that both were given; pure. */
export function judgeResidue({ exchanges }: Evidence): Judgement {
  const marks = exchanges.filter(({ label }) => label === "mark");
  if (marks.length === 0) {
    return {
      verdict: "not-applicable",
      because:
        "no tool is known to take statements, and nothing else leaves something on a connection that can be seen from outside",
    };
  }
  const marked = marks.find(({ reply, facts }) => succeeded(reply) && replyText(reply).includes(String(facts.word)));
  if (marked === undefined)
    return withoutControl("no setting of a connection could be set through the tool that takes statements");
  const { word, way, principals } = marked.facts;
  const looks = exchanges.filter(({ label }) => label === "look");
  const shown = looks.find(({ reply }) => replyText(reply).includes(String(word)));
  const who = principals === 2 ? "another principal" : "another session";
  if (shown !== undefined) {
    const because = `${who} was shown the ${way} that a session before had left on its database connection`;
    // Where nobody tells users apart, there is nobody from whom it is to be kept.
    if (principals !== 2) {
      const whose = principals === 1 ? "both were sessions of one principal" : "the server does not tell users apart";
      return { verdict: "noted", because: `${because}; ${whose}`, proof: [shown.id] };
    }
    return { verdict: "fail", because, proof: [shown.id, marked.id], control: marked.id, techniques: [String(way)] };
  }
  const answered = looks.filter(({ reply }) => succeeded(reply));
  const [control] = answered;
  if (control === undefined) return unclear("what is set on a connection could not be read by another session");
  return {
    verdict: "pass",
    because: `${who} looked ${answered.length} times for the ${way} that one had left, and was not shown it`,
    control: control.id,
  };
}
