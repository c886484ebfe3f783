import { openRecorder } from "../src/connect/record/recorder.ts";
import { openRedactor } from "../src/connect/record/redact.ts";
import { argumentSource } from "../src/engine/arguments/source.ts";
import { judge } from "../src/engine/judge.ts";
import { seededRandom } from "../src/engine/random.ts";
import type { Check } from "../src/model/check.ts";
import type { Exchange } from "../src/model/exchange.ts";
import type { Json, JsonObject } from "../src/model/json.ts";
import type { Observation, StatementFacts } from "../src/model/observation.ts";
import type { Caller, NeededPorts, Port, ProbeContext, StatementTap, Step } from "../src/model/ports.ts";
import type { Promises } from "../src/model/promises.ts";
import type { Reply } from "../src/model/reply.ts";
import type { Parameter } from "../src/model/scene.ts";
import type { Surface } from "../src/model/surface.ts";
import type { Outcome } from "../src/model/verdict.ts";
import { openStructure } from "../src/oracle/sql-structure/open-structure.ts";

/** Answers the one text argument of an imagined server's one tool; `call` counts from 1, `fresh` = on a second session. */
export type Answer = (value: string, call: number, fresh: boolean) => Reply;

/** A result of one text block. */
export function said(text: string): Reply {
  return { kind: "result", result: { content: [{ type: "text", text }] } };
}

/** The same, called an error by the tool. */
export function refused(text: string): Reply {
  return { kind: "tool-error", result: { isError: true, content: [{ type: "text", text }] } };
}

/** What an owner says of an imagined server, and the type of its one argument. */
export interface Imagined {
  readonly promises: Promises;
  readonly type: Parameter["type"];
  /** Milliseconds that an answer takes; none at all where this is absent. */
  readonly took?: (value: string, call: number) => number;
  /** A value of which the owner says that it works. */
  readonly sample?: string;
  /** What a tap would see; the run has none where this is absent. */
  readonly tap?: ImaginedTap;
  /** The techniques that are repeated; all of them where this is absent. */
  readonly only?: readonly string[];
}

/** The statements that each call sends to a database that exists only as the structures it takes. */
export interface ImaginedTap {
  readonly dialect: StatementTap["dialect"];
  readonly statements: (value: string, call: number) => readonly ImaginedStatement[];
  /** What it complains of instead of a result, where that is not told by the statement; null = of nothing. */
  readonly complains: (structure: string | null) => string | null;
  /** False where the server never came through it; true where this is absent. */
  readonly connected?: boolean;
}

/** One statement, its bind values, and the complaint it draws. */
export interface ImaginedStatement {
  readonly text: string;
  readonly binds?: readonly string[];
  readonly error?: string | null;
}

/** What a check says of a server that exists only as a function: one round, no process, no network. */
export async function outcomeOn(
  check: Check,
  answer: Answer,
  { promises, type, took, sample, tap, only }: Imagined = { promises: {}, type: "string" },
): Promise<Outcome> {
  const { exchange, observation } = openRecorder(openRedactor([], new Uint8Array(32)), () => undefined);
  const exchanges: Exchange[] = [];
  const observations: Observation[] = [];
  const passed: ImaginedStatement[] = [];
  const send = (fresh: boolean) => async (method: string, params: JsonObject, step: Step) => {
    const call = exchanges.length + 1;
    const args = params.arguments as JsonObject;
    const raw = { id: `r1.${call}`, facts: {}, ...step, principal: "", session: fresh ? "s2" : "s1", round: 1 };
    const reply = answer(String(args.q), call, fresh);
    passed.push(...(tap?.statements(String(args.q), call) ?? []));
    const durationMs = took?.(String(args.q), call) ?? 0;
    const recorded = exchange({ ...raw, request: { method, params }, reply, atMs: 0, durationMs });
    exchanges.push(recorded);
    return recorded;
  };
  const callerOn = (fresh: boolean): Caller => ({
    request: send(fresh),
    tool: (name, args, step) => send(fresh)("tools/call", { name, arguments: args }, step),
    fresh: async () => callerOn(true),
  });
  const inputSchema = { type: "object", properties: { q: { type } }, required: ["q"] };
  const surface = { tools: [{ name: "t", inputSchema }] } as unknown as Surface;
  const subject = { key: "t.q", tool: "t", param: "q" };
  await check.probe({
    subject,
    args: argumentSource(surface, sample === undefined ? {} : { t: { q: sample } }),
    scene: {
      surface,
      promises,
      principals: [],
      incidents: [],
      canaries: [],
      called: { all: [], worked: [] },
      changes: undefined,
      parameters: () => [{ path: "q", type }],
      promisedReadOnly: () => promises.readOnly === true,
    },
    random: seededRandom(1, check.id),
    round: 1,
    only,
    calls: callerOn(false),
    tap:
      tap &&
      tapOn(tap, passed, (label, facts) => {
        const raw = {
          id: `r1.o${observations.length + 1}`,
          kind: "statement",
          label,
          facts,
          round: 1,
          atMs: 0,
        } as const;
        observations.push(observation(raw));
        return observations.at(-1) as Observation;
      }),
  } as unknown as ProbeContext & NeededPorts<Port>);
  return judge(check, { subject, exchanges, observations });
}

function tapOn(
  { dialect, complains, connected = true }: ImaginedTap,
  passed: readonly ImaginedStatement[],
  observe: (label: string, facts: Readonly<Record<string, Json>>) => Observation,
): StatementTap {
  const holds = (text: string, needle: string): boolean => text.toLowerCase().includes(needle.toLowerCase());
  return {
    dialect,
    connected,
    async carrying(needle, label) {
      const { structureOf, standsIn } = await openStructure(dialect);
      const found = passed.filter(({ text, binds = [] }) => [text, ...binds].some((one) => holds(one, needle)));
      return found.map(({ text, binds = [], error }) => {
        const structure = structureOf(text);
        const facts: StatementFacts = {
          needle,
          where: holds(text, needle) ? "text" : "bind",
          connection: "c1",
          text,
          cut: false,
          binds,
          structure,
          standsIn: standsIn(text, needle),
          transaction: "idle",
          rows: null,
          durationMs: 1,
          error: error === undefined ? complains(structure) : error,
        };
        return observe(label, { ...facts });
      });
    },
  };
}
