import type { Evidence } from "../../../src/model/check.ts";
import { replyText, succeeded } from "../../../src/model/reply.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { denied, found } from "./look.ts";

/** Tables of ours that stayed, or may have; pure. */
export function leftTables({ exchanges, observations }: Evidence): readonly string[] {
  const all = [...exchanges, ...observations];
  return exchanges
    .filter(({ label }) => label.startsWith("write:"))
    .flatMap((attack) => {
      const of = (step: string) =>
        all.filter(({ label, round }) => round === attack.round && label === attack.label.replace("write", step));
      const table = String(attack.facts.table);
      const dropped = of("drop").some((drop) =>
        "reply" in drop ? succeeded(drop.reply) : drop.facts.error === undefined,
      );
      const gone = of("gone").some(denied) || of("drop").some((drop) => !("reply" in drop) && dropped);
      if (of("look").some((seen) => found(seen, attack))) return gone ? [] : [`table ${table}`];
      const lists = exchanges.filter(
        (seen) => seen.label === "list" && showsComputed(seen, String(seen.facts.computed)) && coversTable(seen, table),
      );
      const unlisted = lists.length > 0 && lists.every(({ reply }) => !replyText(reply).includes(table));
      const harmless = of("look").some(denied) || unlisted || dropped;
      return harmless || gone ? [] : [`perhaps table ${table}: whether it was made could not be seen`];
    });
}

function coversTable({ facts }: Evidence["exchanges"][number], table: string): boolean {
  return table.startsWith(String(facts.prefix));
}

/** Tables made through the connection to the database that could not be dropped again; pure. */
export function leftObserverTables({ observations }: Evidence): readonly string[] {
  return observations
    .filter((seen) => seen.label === "cte:drop" && seen.facts.error !== undefined)
    .map((seen) => `table of ${String(seen.facts.sql)}`);
}
