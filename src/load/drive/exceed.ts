import type { JsonObject } from "../../model/json.ts";
import type { Excess, ExcessFacts, Served } from "../../model/load/limits.ts";
import type { Reply } from "../../model/reply.ts";
import type { SessionInfo } from "../../model/session.ts";
import type { NetOptions } from "../../net/options.ts";
import { outcomeOf } from "../outcome/outcome-of.ts";
import { openTally, type Tally } from "../record/tally.ts";
import { rest } from "../users/rest.ts";
import { dribble } from "../wire/dribble.ts";
import { knockOnce } from "../wire/knock-once.ts";
import { oversized } from "../wire/oversized.ts";

/** Where something excessive goes. */
export interface ExcessSetup {
  readonly url: URL;
  readonly net: NetOptions;
  readonly info: Pick<SessionInfo, "era" | "protocolVersion">;
  /** Of whoever sends it, and of whoever asks meanwhile. */
  readonly headers: Readonly<Record<string, string>>;
  readonly call: { readonly tool: string; readonly args: JsonObject };
  /** Sends this text over a session that is open, and waits so many milliseconds. Never rejects. */
  send(body: string, timeoutMs: number): Promise<Reply>;
  redact(text: string): string;
  readonly signal: AbortSignal;
}

/** How long an answer to it is waited for, and a server is given to come back. */
const patienceMs = 10_000;
const afterMs = 15_000;
/** Somebody else asks so often meanwhile. */
const beatMs = 500;
const longestMessage = 200;

/** Sends one excessive thing while somebody else asks for next to nothing. Never throws for what the server does. */
export async function exceed(setup: ExcessSetup, excess: Excess): Promise<ExcessFacts> {
  const { signal } = setup;
  const before = openTally();
  for (let turn = 0; turn < 2; turn++) before.add(await knockOnce(setup));
  const meanwhile = openTally();
  const over = new AbortController();
  const beating = beat(setup, meanwhile, AbortSignal.any([signal, over.signal]));
  const began = performance.now();
  const came = excess.kind === "slow" ? await slow(setup, excess) : await send(setup, excess);
  const ms = Math.round(performance.now() - began);
  over.abort();
  await beating;
  return { excess, ...came, ms, before: before.sum(), meanwhile: meanwhile.sum(), after: await comesBack(setup) };
}

type Came = Pick<ExcessFacts, "outcome" | "status" | "message">;

async function slow(setup: ExcessSetup, excess: Extract<Excess, { kind: "slow" }>): Promise<Came> {
  const { opened, ended } = await dribble(setup, excess);
  const message = `${ended} of ${opened} connections were ended by the server`;
  return { outcome: opened > 0 && ended === opened ? "ended" : "held", status: null, message };
}

async function send(setup: ExcessSetup, excess: Exclude<Excess, { kind: "slow" }>): Promise<Came> {
  const told = outcomeOf(await setup.send(oversized(setup.info, setup.call, excess), patienceMs));
  const message = told.message === undefined ? null : setup.redact(told.message).slice(0, longestMessage);
  return { outcome: told.outcome, status: told.status ?? null, message };
}

async function beat(setup: ExcessSetup, served: Tally, over: AbortSignal): Promise<void> {
  const open = new Set<Promise<void>>();
  do {
    const asked = knockOnce(setup).then((ms) => served.add(ms));
    open.add(asked);
    void asked.finally(() => open.delete(asked));
    await rest(beatMs, over);
  } while (!over.aborted);
  await Promise.all(open);
}

async function comesBack(setup: ExcessSetup): Promise<Served> {
  const after = openTally();
  const until = performance.now() + afterMs;
  while (performance.now() < until && !setup.signal.aborted) {
    const ms = await knockOnce(setup);
    after.add(ms);
    if (ms !== undefined) break;
    await rest(beatMs, setup.signal);
  }
  return after.sum();
}
