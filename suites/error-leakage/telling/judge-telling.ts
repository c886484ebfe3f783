import type { Evidence } from "../../../src/model/check.ts";
import type { DisclosureKind, Told } from "../../../src/model/disclosure.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import { succeeded } from "../../../src/model/reply.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { failureIn } from "../../../src/oracle/answer/failure-in.ts";
import { isOfPackages } from "../../../src/oracle/disclosures/of-packages.ts";
import { toldIn } from "../../../src/oracle/disclosures/told-in.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";
import { namedTold } from "./named-told.ts";
import { takesStatements, withoutStatements } from "./takes-statements.ts";

/** What the errors that came again say; pure. */
export function judgeTelling({ subject, exchanges }: Evidence, minded: readonly DisclosureKind[]): Judgement {
  const kinds = takesStatements(exchanges.filter(({ label }) => label === "valid"))
    ? withoutStatements(minded)
    : minded;
  const first = subject.telling?.flatMap(({ told }) => told).filter(({ kind }) => kinds.includes(kind));
  if (first?.length === 0) {
    const because = "this tool takes statements, and its errors tell what is wrong with them";
    return { verdict: "not-applicable", because };
  }
  if (first === undefined) return judgeQuiet(exchanges, kinds);
  const control = exchanges.find(({ label, reply }) => label === "valid" && succeeded(reply));
  const ordinary = exchanges.filter(({ role, reply }) => role === "control" && failureIn(reply) !== "said");
  const usual = new Set(ordinary.flatMap(toldIn).map(({ text }) => text));
  const again = exchanges
    .filter(({ label, reply }) => label === "same call" && failureIn(reply) !== undefined)
    .flatMap((exchange) => toldAgain(exchange, first).map((told) => ({ exchange, told })))
    // What is the server's own says most.
    .sort((a, b) => Number(isOfPackages(a.told)) - Number(isOfPackages(b.told)));
  const [one, ...others] = distinct(again.filter(({ told }) => !usual.has(told.text)));
  if (one === undefined && again.length > 0) {
    return { verdict: "not-applicable", because: "what its errors tell is in its ordinary answers, too" };
  }
  if (one === undefined) {
    const where = subject.telling?.map(({ exchange }) => exchange).join(", ");
    return unclear(`an error told ${namedTold(first)} once (in ${where}), and not when the call was repeated`);
  }
  const all = [one, ...others];
  const certain = all.filter(({ told }) => told.verified);
  const because = `an error${subject.key.startsWith("(") ? "" : ` of ${subject.key}`} tells ${namedTold((certain.length > 0 ? certain : all).map(({ told }) => told))}`;
  const proof = [...new Set((certain.length > 0 ? certain : all).map(({ exchange }) => exchange.id))];
  const [proven = one.exchange.id, ...more] = proof;
  if (certain.length === 0) return { verdict: "suspected", because: `${because}, as far as its form can tell`, proof };
  if (
    subject.telling?.every(({ method }) => method.startsWith("HTTP ")) &&
    certain.every(({ told }) => isOfPackages(told))
  ) {
    const made = `${because}: the page of a framework for developers, which shows where it is installed and nothing of the server's own`;
    return { verdict: "noted", because: made, proof: [proven, ...more] };
  }
  return {
    verdict: "fail",
    because,
    proof: [proven, ...more],
    ...(control === undefined ? {} : { control: control.id }),
    techniques: [...new Set(certain.map(({ told }) => told.kind))],
  };
}

function judgeQuiet(exchanges: readonly Exchange[], kinds: readonly DisclosureKind[]): Judgement {
  const again = exchanges.find(({ label }) => label === "read again");
  if (again === undefined || failureIn(again.reply) === undefined) {
    return withoutControl(
      "no error came up, so there was nothing to read: error-leakage/bad-request-breaks-server provokes them",
    );
  }
  const told = toldIn(again).filter(({ kind }) => kinds.includes(kind));
  if (told.length > 0) return unclear(`an error that told nothing at first tells ${namedTold(told)} now`);
  const { read, worked } = again.facts;
  if (worked === 0) return withoutControl("no call of a tool worked: what refuses everything has no errors to tell of");
  return { verdict: "pass", because: `${read} errors were read, and none told any of it`, control: again.id };
}

/** What an error tells that is of the same form as at first. */
function toldAgain(exchange: Exchange, first: readonly Told[]): readonly Told[] {
  const said = failureIn(exchange.reply) === "said";
  return toldIn(exchange).flatMap((told) => {
    const before = first.find(({ text }) => text === told.text) ?? first.find(({ what }) => what === told.what);
    return before === undefined ? [] : [{ ...told, verified: said && before.verified }];
  });
}

function distinct(all: readonly { readonly exchange: Exchange; readonly told: Told }[]) {
  return [...new Map(all.toReversed().map((one) => [one.told.what, one])).values()].reverse();
}
