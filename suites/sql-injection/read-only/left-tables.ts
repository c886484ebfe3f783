import type { Evidence } from "../../../src/model/check.ts";
import { succeeded } from "../../../src/model/reply.ts";
import { denied, found } from "./look.ts";

/** Tables of ours that stayed, or may have; pure. */
export function leftTables({ exchanges, observations }: Evidence): readonly string[] {
  const all = [...exchanges, ...observations];
  return exchanges
    .filter(({ label }) => label.startsWith("write:"))
    .flatMap((attack) => {
      const of = (step: string) =>
        all.filter(({ label, round }) => round === attack.round && label === attack.label.replace("write", step));
      const gone = of("gone").some(denied);
      const table = `table ${String(attack.facts.table)}`;
      if (of("look").some((seen) => found(seen, attack))) return gone ? [] : [table];
      const harmless = of("look").some(denied) || of("drop").some((drop) => "reply" in drop && succeeded(drop.reply));
      return harmless || gone ? [] : [`perhaps ${table}: whether it was made could not be seen`];
    });
}

/** Tables made through the connection to the database that could not be dropped again; pure. */
export function leftObserverTables({ observations }: Evidence): readonly string[] {
  return observations
    .filter((seen) => seen.label === "cte:drop" && seen.facts.error !== undefined)
    .map((seen) => `table of ${String(seen.facts.sql)}`);
}
