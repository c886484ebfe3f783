import { oneIf } from "../../../src/payloads/sql/condition.ts";
import { delays } from "../../../src/payloads/sql/delays.ts";
import { anything, conditional, type SqlPlace } from "../../../src/payloads/sql/place.ts";
import { shownPlace } from "./boolean.ts";
import { askConditions, provenConditions } from "./condition-series.ts";
import { askDelays, findDelay, type Waiting } from "./delay-series.ts";
import { likelyDialects } from "./likely-dialects.ts";
import { sightOf } from "./sight.ts";
import type { Aim, Technique } from "./technique.ts";

/** Ways out of what the value stands in. */
const openings = ["'", "')", "'))", "", '"', ")"] as const;
const usualOpenings = openings.slice(0, 4);

/**
 * A statement of its own after the one that the value stands in. It reads nothing: it fails where its condition does not
 * hold or, where failures do not show, it waits.
 */
export const stackedTechnique: Technique = {
  name: "stacked",
  computes: false,
  async probe(aim) {
    const shown = shownPlace(aim.sent());
    const known = shown === undefined ? usualOpenings : openings.filter((open) => open === shown.leaves);
    const sight = sightOf(aim.sent());
    for (const place of known.map(stackedPlace)) {
      if (!sight.blind && sight.open(place) && (await askConditions(aim, "stacked", place))) return;
    }
    const waited = findDelay(aim.sent(), "time") !== undefined;
    if (sight.blind && !waited) await askDelays(aim, "stacked", ways(aim, known));
  },
  find(exchanges) {
    for (const place of openings.map(stackedPlace)) {
      const proof = provenConditions(exchanges, "stacked", place);
      if (proof !== undefined) return { proof, because: "statements added after a semicolon are run, too" };
    }
    return findDelay(exchanges, "stacked");
  },
};

function stackedPlace(open: (typeof openings)[number]): SqlPlace {
  return conditional({
    name: `after ${open}`,
    breaker: open.startsWith("'") ? "'" : open.startsWith('"') ? '"' : "",
    answer: "own",
    shows: "errors",
    takes: anything,
    embed: ({ base }, holds) => `${base}${open}; SELECT ${oneIf(holds)}-- g`,
  });
}

function ways(aim: Aim, known: readonly string[]): readonly Waiting[] {
  const names = new Set(likelyDialects(aim.sent()).map(({ name }) => name));
  return known.flatMap((open) =>
    delays.flatMap((delay) => {
      const { statement, dialect } = delay;
      if (statement === undefined || !names.has(dialect)) return [];
      const value = (amount: string): string => `${aim.base}${open}; ${statement(amount)}-- g`;
      return [{ delay, name: `${dialect} ${open}`, value }];
    }),
  );
}
