import type { Exchange } from "../../../src/model/exchange.ts";
import type { Observation } from "../../../src/model/observation.ts";
import type { Random } from "../../../src/model/ports.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import { inText, type Seen, seenFor } from "./seen.ts";

/** True where a value looks like a whole statement. */
export function looksLikeStatement(value: unknown): boolean {
  return /^\s*(?:select|with|values|table|show|describe|explain|pragma)\s/i.test(String(value));
}

/** A statement that nobody else sends, to ask whether the argument is run as one, and what it is found by. */
export function strangeStatement(random: Random): { readonly value: string; readonly needle: string } {
  const { a, b } = newMarker(random);
  return { value: `SELECT ${a}*${b} AS gauntlet`, needle: `${a}*${b}` };
}

/** True where the tap saw the argument begin a statement, or stand where nothing but a whole statement can. Pure. */
export function isStatementItself(exchanges: readonly Exchange[], observations: readonly Observation[]): boolean {
  const baseline = exchanges.find(({ label }) => label === "tapped:baseline");
  const wraps = looksLikeStatement(baseline?.facts.value) ? [wrapping, described] : [wrapping];
  return exchanges.some((exchange) => {
    if (exchange.label !== "tapped:harmless" && exchange.label !== "tapped:statement") return false;
    return inText(seenFor(exchange, observations)).some((seen) => {
      const before = leading(seen, String(exchange.facts.value));
      if (before === undefined || before === "") return before === "";
      const { structure, error } = seen.facts;
      const taken = exchange.label === "tapped:statement" && structure !== null && error === null;
      return taken && wraps.some((wrap) => wrap.test(before));
    });
  });
}

/** What stands before a value in a text that holds it whole, without comments and earlier statements; undefined where it does not. */
function leading({ facts }: Seen, value: string): string | undefined {
  const at = facts.text.indexOf(value);
  if (at < 0) return undefined;
  const before = facts.text
    .slice(0, at)
    .replaceAll(/\/\*.*?\*\/|--[^\n]*\n/gs, " ")
    .trim();
  return before.endsWith(";") && !before.includes("'") ? "" : before;
}

/** What is put around whole statements: to explain them, to page through them, to limit them. */
const wrapping =
  /^(?:explain\b[^;']*|declare\s[^;']*\bfor|prepare\s[^;']*\bas|copy\s*\(|select\s[^;']*\bfrom\s*\(|with\s[^;']*\bas\s[^;']*\()$/i;
/** The same, and what is put before the name of a table. */
const described = /^(?:describe|desc)$/i;
