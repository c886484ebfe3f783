import { type Check, defineCheck } from "../../../src/model/check.ts";
import type { DisclosureKind, Told } from "../../../src/model/disclosure.ts";
import { toldIn } from "../../../src/oracle/disclosures/told-in.ts";
import { unclear } from "../../inconclusive.ts";
import { namedTold } from "../telling/named-told.ts";
import { takesStatements, withoutStatements } from "../telling/takes-statements.ts";
import { brieflyMs, faultRequests, mildFaults, probeFaults } from "./probe-faults.ts";
import { dependencySubjects } from "./subjects.ts";
import { toldOfFaults, whileFailing, worked } from "./told-of-faults.ts";

/** A check of what is told while the database fails, and which kinds of things it minds. */
export interface FaultTelling extends Pick<Check, "id" | "title" | "severity" | "why" | "fix" | "refs"> {
  readonly kinds: readonly DisclosureKind[];
}

/** Makes a check of the errors that an outage of the database provokes; only what its form verifies counts. */
export function defineFaultTelling({ kinds, ...said }: FaultTelling): Check {
  return defineCheck({
    ...said,
    needs: ["calls", "faults"],
    uses: [],
    phase: "last",
    control: "provoked-error",
    requests: faultRequests(mildFaults, brieflyMs),
    subjects: dependencySubjects,
    probe: (ctx) => probeFaults(ctx, mildFaults, brieflyMs),

    judge(evidence) {
      const asked = toldOfFaults(evidence);
      if ("verdict" in asked) return asked;
      const { valid, failing } = asked;
      const minded = takesStatements(valid) ? withoutStatements(kinds) : kinds;
      const usual = new Set(valid.flatMap(toldIn).map(({ text }) => text));
      const news = (told: Told): boolean =>
        minded.includes(told.kind) && told.verified && !usual.has(told.text) && !isTap.test(told.text);
      const telling = failing.flatMap((exchange) => {
        const told = worked(exchange) ? [] : toldIn(exchange).filter(news);
        return told.length === 0 ? [] : [{ exchange, told }];
      });
      const [first, ...others] = telling;
      if (first !== undefined) {
        return {
          verdict: "fail",
          because: `${whileFailing(first.exchange)}, ${evidence.subject.tool} told ${namedTold(first.told)}`,
          proof: [first.exchange.id, ...others.map(({ exchange }) => exchange.id)],
          control: valid[0].id,
          techniques: telling.map(({ exchange }) => String(exchange.facts.fault)),
        };
      }
      const error = failing.find(({ reply }) => reply.kind.endsWith("-error"));
      if (error === undefined) return unclear("no error came while the database failed");
      return { verdict: "pass", because: "what it said while its database failed told none of it", control: error.id };
    },
  });
}

/** The database is behind an address of ours while the run lasts. */
const isTap = /^(?:127\.0\.0\.1|localhost|\[?::1\]?)(?::\d+)?$/;
