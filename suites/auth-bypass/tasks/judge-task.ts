import type { Evidence } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { privateWords, shows } from "../../../src/oracle/access/private-words.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";
import { attacksOf, attemptOf } from "../people/attempts.ts";
import { taskIn } from "./probe-task.ts";

/**
 * Told of a task that another user started. A state that is told of any id proves nothing, so that a made-up one must be refused; a
 * result counts where it shows what only the user of the task is shown, and a list where it names the task.
 */
export function judgeTask(evidence: Evidence): Judgement {
  const started = attemptOf(evidence, "start");
  if (started === undefined || taskIn(started.exchange.reply) === undefined)
    return { verdict: "not-applicable", because: "no call was made into a task" };
  const seen = attemptOf(evidence, "owner get");
  if (seen?.access !== "served") return withoutControl("the task could not be looked at by the user whose it is");
  const control = seen.exchange.id;
  const attacks = attacksOf(evidence);
  if (attacks.length === 0) return unclear("no other user asked");
  const hits = attacks.flatMap(({ label, access, exchange }) => {
    const technique = label.split(":")[0] ?? label;
    return access === "served" && proves(evidence, technique, exchange) ? [{ technique, exchange }] : [];
  });
  const [first, ...more] = hits;
  if (first !== undefined) {
    const did = [...new Set(hits.map(({ technique }) => deeds[technique] ?? technique))].join(", ");
    return {
      verdict: "fail",
      because: `${first.exchange.principal} ${did} a task that ${started.exchange.principal} had started`,
      proof: [first.exchange.id, ...more.map(({ exchange }) => exchange.id), control],
      control,
      techniques: [...new Set(hits.map(({ technique }) => technique))],
    };
  }
  if (attacks.some(({ access }) => access === "unknown")) return unclear("the other user was not answered");
  return { verdict: "pass", because: "the task was there for its user alone", control };
}

const deeds: Readonly<Record<string, string>> = {
  get: "saw the state of",
  result: "got the result of",
  list: "was listed",
  cancel: "cancelled",
};

function proves(evidence: Evidence, technique: string, { reply, facts }: Exchange): boolean {
  const replyOf = (label: string) => attemptOf(evidence, label)?.exchange.reply;
  if (reply.kind !== "result") return false;
  switch (technique) {
    case "get":
      return typeof reply.result.status === "string" && attemptOf(evidence, "made up")?.access === "refused";
    case "result": {
      const own = ["owner", "owner again"].flatMap((label) => replyOf(label) ?? []);
      const others = ["rival", "made up"].flatMap((label) => replyOf(label) ?? []);
      return shows(privateWords(own, others, ""), reply);
    }
    case "list":
      return JSON.stringify(reply.result).includes(String(facts.taskId));
    case "cancel":
      return reply.result.status === "cancelled";
    default:
      return false;
  }
}
