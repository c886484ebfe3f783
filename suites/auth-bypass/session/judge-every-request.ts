import type { Evidence } from "../../../src/model/check.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { accessOf } from "../../../src/oracle/access/access.ts";
import { unclear } from "../../inconclusive.ts";
import { attemptOf, attemptsOf } from "../people/attempts.ts";
import { rightUserNotServed } from "../people/judgements.ts";

/** Served over the session of somebody else's making, and not on one of its own: then the session was believed, not the token. */
export function judgeEveryRequest(evidence: Evidence, techniques: readonly string[]): Judgement {
  const right = attemptOf(evidence, "right");
  if (right?.access !== "served") return rightUserNotServed;
  const nobody = attemptOf(evidence, "nobody");
  if (nobody?.access === "served") return open;
  const plainer = evidence.exchanges.find(
    ({ role, label, reply }) => role === "baseline" && label === "garbage:1" && accessOf(reply) === "served",
  );
  if (plainer !== undefined)
    return {
      verdict: "not-applicable",
      because: "over an open session any token is served, which another check tells of",
    };
  const tried = techniques.flatMap((kind) => attemptsOf(evidence, kind).map((one) => ({ ...one, kind })));
  const served = tried.filter(({ access }) => access === "served");
  const [first] = served;
  if (first !== undefined) {
    const token = first.exchange.facts.token;
    const how = token === "none" ? "without a token" : `with a token ${token}`;
    return {
      verdict: "fail",
      because: `a request ${how} was served over the session that ${right.exchange.principal} had opened; on a session of its own it is refused`,
      proof: [first.exchange.id, ...served.slice(1).map(({ exchange }) => exchange.id)],
      control: right.exchange.id,
      techniques: [...new Set(served.map(({ kind }) => kind))],
    };
  }
  const alone = evidence.exchanges.find(
    ({ label, reply }) => /^alone(?: \w+)?$/.test(label) && accessOf(reply) === "served",
  );
  if (tried.length === 0 && alone !== undefined) return own;
  if (tried.length === 0) return { verdict: "inconclusive", reason: "no-credentials", because: missingOf(evidence) };
  if (tried.some(({ access }) => access === "unknown")) return unclear("not every request was answered");
  if (attemptOf(evidence, "right again")?.access !== "served") return gone;
  return {
    verdict: "pass",
    because: "over the open session, too, only the right token was served",
    control: right.exchange.id,
  };
}

const open: Judgement = {
  verdict: "not-applicable",
  because: "this call is served without any token, on any session",
};

const own: Judgement = {
  verdict: "not-applicable",
  because: "such a token is served on a session of its own, too, which another check tells of",
};

const gone = unclear("the session did not outlast the wrong tokens, so that nothing shows that they reached the call");

/** Why the tokens that were to be sent could not be made. */
function missingOf({ exchanges }: Evidence): string {
  const { missing } = exchanges.find(({ label }) => label === "right again")?.facts ?? {};
  return typeof missing === "string" ? missing : "no token could be made";
}
