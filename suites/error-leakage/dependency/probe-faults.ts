import type { Caller, DatabaseFaults, ProbeContext } from "../../../src/model/ports.ts";
import type { DatabaseFault } from "../../../src/model/tap.ts";
import { worksAsBefore } from "./told-of-faults.ts";

/** Milliseconds before each call after the database is back: seven seconds in all are a few, and no more. */
export const patientlyMs = [200, 800, 2_000, 4_000];
/** The same where the question is another one. */
export const brieflyMs = [200, 1_000];
/** Milliseconds in which a server may notice that its connections are gone. */
const noticeMs = 150;

/** Faults that leave a server for the next question: one that was not started by the run is not started again. */
export const mildFaults: readonly DatabaseFault[] = ["down", "cut"];

/** Requests of `probeFaults` at the most. */
export const faultRequests = (kinds: readonly DatabaseFault[], waitsMs: readonly number[]): number =>
  2 + kinds.length * (1 + waitsMs.length);

/**
 * Makes a tool's valid call twice, then once under each fault, and after each until it works again; where it does not, that was the
 * last one. Nothing more is asked where no statement of it was seen.
 */
export async function probeFaults(
  ctx: ProbeContext & { readonly calls: Caller; readonly faults: DatabaseFaults },
  kinds: readonly DatabaseFault[],
  waitsMs: readonly number[],
): Promise<void> {
  const { subject, scene, calls, args, faults, only } = ctx;
  const { tool } = subject;
  if (tool === undefined) return;
  const values = args.valid(tool).args;
  const { transport } = scene.surface;
  // Who does not get over a fault is not to be asked about another tool.
  const own = await calls.fresh();
  faults.look("before");
  const first = await own.tool(tool, values, { role: "control", label: "valid", facts: { transport } });
  const second = await own.tool(tool, values, { role: "control", label: "valid again" });
  if (faults.look("valid").facts.statements === 0) return;
  const fitting = kinds === mildFaults && transport !== "stdio" ? kinds.slice(0, 1) : kinds;
  for (const fault of fitting.filter((kind) => only?.includes(kind) ?? true)) {
    faults.fail(fault);
    try {
      await faults.settle(noticeMs);
      await own.tool(tool, values, { role: "attack", label: `database ${fault}`, facts: { fault } });
    } finally {
      faults.heal();
    }
    let back = false;
    for (const ms of waitsMs) {
      if (back) break;
      await faults.settle(ms);
      const step = { role: "confirm", label: `back from ${fault}`, facts: { fault } } as const;
      back = worksAsBefore(await own.tool(tool, values, step), [first, second]);
    }
    if (!back) return;
  }
}
