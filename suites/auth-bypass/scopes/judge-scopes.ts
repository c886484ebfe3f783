import type { Evidence } from "../../../src/model/check.ts";
import type { Reply } from "../../../src/model/reply.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { challengeParameter } from "../../../src/oracle/access/bearer-challenge.ts";
import { denialOf } from "../../../src/oracle/access/denial.ts";
import { type Attempt, attemptsOf } from "../people/attempts.ts";
import { rightUserNotServed } from "../people/judgements.ts";

/**
 * Refused with fewer scopes and served with more. That it is the scope that is missing is certain where nothing else differs, as in
 * a token that the issuer minted for the same user, and where the server says so.
 */
export function judgeScopes(evidence: Evidence): Judgement {
  const rights = attemptsOf(evidence, "right").filter(({ access }) => access === "served");
  const [right] = rights;
  if (right === undefined) return rightUserNotServed;
  const servedTo = (tool: unknown) => rights.find(({ label }) => tool === undefined || label === `right:${tool}`);
  const refused = attemptsOf(evidence, "lacking").filter(({ access, exchange: { facts, reply } }) => {
    const certain = facts.minted === true || denialOf(reply) === "scope";
    return access === "refused" && certain && servedTo(facts.tool) !== undefined;
  });
  if (refused.length === 0) return nothingRefused(evidence, right);
  const wrong = refused.filter(({ exchange: { reply } }) => !isChallenge(reply));
  const [first, ...more] = wrong;
  if (first !== undefined) {
    const control = (servedTo(first.exchange.facts.tool) ?? right).exchange.id;
    const because = `${whatOf(first)} is refused for want of a scope by ${toldBy(first.exchange.reply)}, and not by HTTP 403 with error="insufficient_scope"`;
    const proof = [first.exchange.id, ...more.map(({ exchange }) => exchange.id), control] as const;
    // The specification only recommends the words of the challenge; a client can act on one that names a scope or another error.
    if (wrong.every(({ exchange: { reply } }) => challenges(reply)))
      return { verdict: "suspected", because, proof: [...proof], control };
    return { verdict: "fail", because, proof, control, techniques: ["scope"] };
  }
  const control = right.exchange.id;
  const unnamed = refused.filter(({ exchange: { reply } }) => challengeParameter(reply, "scope") === undefined);
  if (unnamed.length > 0) {
    const because = "a scope that is lacking is challenged, and the challenge does not say which one";
    return { verdict: "suspected", because, proof: unnamed.map(({ exchange }) => exchange.id), control };
  }
  const bare = refused.some(({ exchange: { reply } }) => challengeParameter(reply, "resource_metadata") === undefined);
  const beside = bare ? " (it does not say where the metadata is)" : "";
  return { verdict: "pass", because: `a scope that is lacking is challenged by its name${beside}`, control };
}

function isChallenge(reply: Reply): boolean {
  return reply.kind === "http-error" && reply.status === 403 && denialOf(reply) === "scope";
}

function challenges(reply: Reply): boolean {
  const named = ["scope", "error"].some((name) => challengeParameter(reply, name) !== undefined);
  return named && reply.kind === "http-error" && reply.status === 403;
}

function whatOf({ exchange: { facts } }: Attempt): string {
  return typeof facts.tool === "string" ? facts.tool : "the session";
}

function toldBy(reply: Reply): string {
  switch (reply.kind) {
    case "http-error":
      return `HTTP ${reply.status} ${challengeIn(reply)}`;
    case "rpc-error":
      return `a JSON-RPC error${reply.status === undefined ? "" : ` with HTTP ${reply.status}`}`;
    default:
      return "an error of the tool, with HTTP 200";
  }
}

function challengeIn(reply: Extract<Reply, { kind: "http-error" }>): string {
  if (reply.headers["www-authenticate"] === undefined) return "without a challenge";
  const error = challengeParameter(reply, "error");
  return error === undefined ? "with a challenge that names no error" : `with error=${JSON.stringify(error)}`;
}

function nothingRefused({ exchanges }: Evidence, { exchange }: Attempt): Judgement {
  const minted = exchanges.some(({ facts }) => facts.minted === true);
  const { missing } = exchange.facts;
  if (!minted && typeof missing === "string" && missing !== "")
    return { verdict: "inconclusive", reason: "no-credentials", because: missing };
  return { verdict: "not-applicable", because: "no tool that was asked for takes a scope" };
}
