import type { Evidence } from "../../../src/model/check.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { unclear } from "../../inconclusive.ts";
import { attemptOf, attemptsOf } from "../people/attempts.ts";
import { rightUserNotServed } from "../people/judgements.ts";
import type { Tokens } from "./rung.ts";

/** Served to the right user, not to nobody, and to a wrong token: then the token was believed. */
export function judgeRung(evidence: Evidence, { kinds, unless }: Tokens): Judgement {
  const right = attemptOf(evidence, "right");
  if (right?.access !== "served") return rightUserNotServed;
  const nobody = attemptOf(evidence, "nobody");
  if (nobody === undefined) return lacking(evidence);
  if (nobody.access === "served") return open;
  if (nobody.access === "unknown") return unclear("what nobody is told could not be seen");
  const plainer = unless.flatMap((kind) => attemptsOf(evidence, `plainer:${kind}`)).find(isServed);
  if (plainer !== undefined) return plainly(says(plainer));
  const tried = kinds.flatMap((kind) => attemptsOf(evidence, kind).map((one) => ({ ...one, kind })));
  const served = tried.filter(isServed);
  const [first, ...others] = served;
  if (first !== undefined) {
    return {
      verdict: "fail",
      because: `a token ${says(first)} was accepted: the call was served, as it is to ${first.exchange.principal} and not to nobody`,
      proof: [first.exchange.id, ...others.map(({ exchange }) => exchange.id), nobody.exchange.id],
      control: right.exchange.id,
      techniques: [...new Set(served.map(({ kind }) => kind))],
    };
  }
  if (tried.some(({ access }) => access === "unknown")) return unclear("not every wrong token was answered");
  if (attemptOf(evidence, "right again")?.access !== "served") {
    return unclear(
      "at the end the right user was no longer served: a limit of the server, or something broke on the way",
    );
  }
  const because = `${tried.length === 1 ? "the wrong token was" : `all ${tried.length} wrong tokens were`} refused, and the right one served`;
  return { verdict: "pass", because, control: right.exchange.id };
}

const open: Judgement = {
  verdict: "not-applicable",
  because: "this call is served without any token, so that a wrong one proves nothing",
};

function plainly(says: string): Judgement {
  return { verdict: "not-applicable", because: `a token ${says} is accepted already, which another check tells of` };
}

function isServed({ access }: { readonly access: string }): boolean {
  return access === "served";
}

function says({ exchange }: { readonly exchange: Evidence["exchanges"][number] }): string {
  const { token, sentAs } = exchange.facts;
  return [token, sentAs === undefined ? "" : `(sent as ${sentAs})`].filter((part) => part !== "").join(" ");
}

/** No wrong token could be made. */
function lacking({ exchanges }: Evidence): Judgement {
  const { missing } = exchanges.find(({ label }) => label === "right:enter")?.facts ?? {};
  const because = Array.isArray(missing) ? missing.join("; ") : "";
  return { verdict: "inconclusive", reason: "no-credentials", because };
}
