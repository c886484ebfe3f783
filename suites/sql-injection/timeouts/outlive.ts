import type { Exchange } from "../../../src/model/exchange.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import { dialectOf, type SqlTool } from "../statements/sql-tool.ts";
import { counting, roundRows, sleeping } from "./slow-statements.ts";

/** Seconds a short statement takes at the most: what the control sleeps, and what a refusal must have taken to be a cut. */
export const shortSeconds = (promised: number): number => Math.min(1, promised / 2);

/** Seconds that a statement is asked to take: clearly more than promised, however busy the machine. */
const longSeconds = (promised: number): number => promised + Math.max(1, promised / 4);

/** Rows that any database counts at once, from which the speed of this one is learnt; then ten times as many, up to 10⁹. */
const firstRows = 10_000;
const mostRows = 1_000_000_000;
/** Milliseconds a count must have taken before its speed says something. */
const tellingMs = 150;
/** Tries to make a count long enough: a first guess, and corrections for a machine that is busy now and idle then. */
const tries = 5;

/** Has the tool run statements that take longer than promised: one that sleeps, and where that is refused one that counts. */
export async function probeOutlive(
  tool: SqlTool,
  promised: number,
  only: readonly string[] | undefined,
): Promise<void> {
  const slept = (only?.includes("sleep") ?? true) && (await probeSleep(tool, promised));
  if (!slept && (only?.includes("count") ?? true)) await probeCount(tool, promised);
}

/** True when the long sleep was carried out or cut: then counting would show no more. */
async function probeSleep(tool: SqlTool, promised: number): Promise<boolean> {
  const dialect = await dialectOf(tool);
  const ask = async (seconds: number, label: "short" | "long"): Promise<Exchange | undefined> => {
    const marker = newMarker(tool.random);
    const sql = sleeping(dialect?.name, marker, seconds);
    if (sql === undefined) return undefined;
    return tool.run(sql, {
      role: label === "long" ? "attack" : "control",
      label: `sleep:${label}`,
      facts: { computed: marker.product, seconds, promised },
    });
  };
  const short = await ask(shortSeconds(promised), "short");
  if (short === undefined || !finished(short) || short.durationMs < shortSeconds(promised) * 900) return false;
  const long = await ask(longSeconds(promised), "long");
  return long !== undefined && (outlived(long) || wasCut(long));
}

async function probeCount(tool: SqlTool, promised: number): Promise<void> {
  const ask = (rows: number, label: "short" | "long"): Promise<Exchange> => {
    const marker = newMarker(tool.random);
    return tool.run(counting(marker, rows), {
      role: label === "long" ? "attack" : "control",
      label: `count:${label}`,
      facts: { computed: marker.product, rows, promised },
    });
  };
  let rows = firstRows;
  let last = await ask(rows, "short");
  // Ten times as long may already be too long, so the last short one stays well below the promise.
  while (finished(last) && last.durationMs < tellingMs && rows < mostRows) {
    rows *= 10;
    last = await ask(rows, "short");
  }
  for (let attempt = 0; attempt < tries && finished(last) && !outlived(last); attempt += 1) {
    const wanted = rows * ((longSeconds(promised) * 1000) / Math.max(1, last.durationMs));
    const more = Math.min(mostRows, roundRows(wanted));
    if (more <= rows) return;
    rows = more;
    last = await ask(rows, "long");
  }
}

/** True when the statement ran to its end, and took longer than promised; pure. */
export function outlived(exchange: Exchange): boolean {
  return finished(exchange) && exchange.durationMs > Number(exchange.facts.promised) * 1000;
}

/** True when something came back instead of the value after the statement had run for a while; pure. */
export function wasCut(exchange: Exchange): boolean {
  const { reply, facts, durationMs } = exchange;
  const answered = reply.kind === "result" || reply.kind === "tool-error" || reply.kind === "rpc-error";
  return answered && !finished(exchange) && durationMs >= shortSeconds(Number(facts.promised)) * 900;
}

/** True when the value came back that stands at the end of the statement; pure. */
export function finished(exchange: Exchange): boolean {
  return showsComputed(exchange, String(exchange.facts.computed));
}
