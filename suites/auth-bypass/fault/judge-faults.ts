import type { Evidence } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import type { ProviderFault } from "../../../src/model/identity.ts";
import { isObject } from "../../../src/model/json.ts";
import { replyText } from "../../../src/model/reply.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { unclear } from "../../inconclusive.ts";
import { type Attempt, attemptOf, attemptsOf } from "../people/attempts.ts";
import { rightUserNotServed, servedToNobody } from "../people/judgements.ts";

const faults: Readonly<Record<ProviderFault, string>> = {
  down: "could not be reached",
  errors: "answered 500",
  slow: "did not answer in time",
};

/** Served while the provider failed, and refused once it worked: then the server let in whom it could not judge. */
export function judgeFaults(evidence: Evidence): Judgement {
  const right = attemptOf(evidence, "right");
  if (right?.access !== "served") return rightUserNotServed;
  const nobody = attemptOf(evidence, "nobody");
  if (nobody === undefined) return lacking(right.exchange);
  if (nobody.access === "served") return servedToNobody;
  const again = attemptOf(evidence, "right again");
  const tried = (Object.keys(faults) as ProviderFault[]).flatMap((fault) =>
    attemptsOf(evidence, fault).map((one) => ({ ...one, fault })),
  );
  const served = tried.filter(({ access, label }) => access === "served" && !servedAnyway(evidence, label));
  const control = right.exchange.id;
  const [first, ...others] = served;
  if (first !== undefined) {
    const proof = [first, ...others].map(({ exchange }) => exchange.id);
    const healthy = attemptOf(evidence, `healthy ${kindOf(first.label)}`);
    return {
      verdict: "fail",
      because: `while its provider ${faults[first.fault]}, the server accepted a token ${first.exchange.facts.token}${healthy ? ", which it refuses otherwise" : ""}`,
      proof: [first.exchange.id, ...proof.slice(1), ...(healthy ? [healthy.exchange.id] : [])],
      control,
      techniques: [...new Set(served.map(({ fault }) => fault))],
    };
  }
  const leak = tried.find(({ exchange }) => trace.test(replyText(exchange.reply)));
  if (leak !== undefined) {
    const because = `while its provider ${faults[leak.fault]}, the server showed where in its code that went wrong`;
    return { verdict: "suspected", because, proof: [leak.exchange.id], control };
  }
  if (tried.some(({ access }) => access === "served"))
    return { verdict: "not-applicable", because: "a wrong token is accepted already, which another check tells of" };
  if (again?.access !== "served") {
    if (again === undefined) return unclear("the right user was not asked again");
    const because =
      "after its provider had failed for a while and worked again, the server went on refusing the right user";
    return { verdict: "suspected", because, proof: [again.exchange.id], control };
  }
  if (!askedUnder(again)) {
    return unclear(
      "the server did not ask its provider for anything while that failed, so that nothing was put to the test",
    );
  }
  const because = "while its provider failed no wrong token was served, and the right one was afterwards";
  return { verdict: "pass", because, control: again.exchange.id };
}

/** A line of a stack as Node, Python, Java, Go or .NET print it. */
const trace =
  /^\s*at [^\n]*\([^()\n]+:\d+(?::\d+)?\)|^\s*at (?:file:|\/|node:)[^\n]+:\d+:\d+|Traceback \(most recent call last\)|^goroutine \d+ \[|^\s*at [\w.$]+\([\w.]+\.java:\d+\)/m;

/** `down:unknown-kid:1:2` is of `unknown-kid:1`. */
function kindOf(label: string): string {
  return label.split(":").slice(1, 3).join(":");
}

function servedAnyway(evidence: Evidence, label: string): boolean {
  return attemptOf(evidence, `healthy ${kindOf(label)}`)?.access === "served";
}

function askedUnder({ exchange }: Attempt): boolean {
  const { asked } = exchange.facts;
  return isObject(asked) && Object.values(asked).some((count) => typeof count === "number" && count > 0);
}

function lacking({ facts: { missing } }: Exchange): Judgement {
  const because = Array.isArray(missing) && missing.length > 0 ? missing.join("; ") : "no wrong token could be made";
  return { verdict: "inconclusive", reason: "no-credentials", because };
}
