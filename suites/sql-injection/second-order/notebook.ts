import type { Exchange } from "../../../src/model/exchange.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Arguments, Caller, Random, Step } from "../../../src/model/ports.ts";
import { succeeded } from "../../../src/model/reply.ts";
import type { Scene } from "../../../src/model/scene.ts";
import { type Reader, readersOf } from "./storing-tools.ts";
import { valueAt } from "./value-at.ts";

/** Stores values through one tool, looks at them through others, and takes away what it stored where the owner named a way. */
export interface Notebook {
  readonly random: Random;
  /** True where records can be removed again. */
  readonly removes: boolean;
  /** Stores a value; the judge finds it again as `facts.value`. */
  store(value: string, step: Step): Promise<Exchange>;
  /** Asks a reader about a record. */
  read(reader: Reader, record: Exchange, step: Step): Promise<Exchange>;
  /** Asks a reader about a record that does not exist. */
  readNothing(reader: Reader, step: Step): Promise<Exchange>;
  /** Takes a record away; does nothing where there is no way, or it is gone already. */
  remove(record: Exchange, role: "setup" | "cleanup"): Promise<void>;
  /** All that was sent and answered so far. */
  exchanges(): readonly Exchange[];
  /** Records that were stored and are still there. */
  kept(): readonly Exchange[];
}

/** Opens a notebook on the argument `param` of `tool`. */
export function openNotebook(
  { tool, param }: { readonly tool: string; readonly param: string },
  scene: Scene,
  args: Arguments,
  calls: Caller,
  random: Random,
): Notebook {
  const valid = args.valid(tool).args;
  const draw = readersOf(scene, tool).find((reader) => reader.draw?.teardown !== undefined)?.draw;
  const records = new Set<Exchange>();
  const all: Exchange[] = [];
  const call = async (name: string, values: JsonObject, step: Step): Promise<Exchange> => {
    const exchange = await calls.tool(name, values, step);
    all.push(exchange);
    return exchange;
  };
  return {
    random,
    removes: draw !== undefined,
    store: async (value, step) => {
      const exchange = await call(tool, args.place(valid, param, value), {
        ...step,
        facts: { ...step.facts, value },
      });
      if (succeeded(exchange.reply)) records.add(exchange);
      return exchange;
    },
    read: (reader, record, step) => {
      const own = args.valid(reader.tool).args;
      const named =
        reader.draw === undefined
          ? own
          : args.place(own, reader.draw.param, valueAt(record.reply, reader.draw.path) ?? null);
      const facts = {
        ...step.facts,
        reader: reader.tool,
        list: reader.draw === undefined,
        value: record.facts.value ?? "",
      };
      return call(reader.tool, named, { ...step, facts: { ...facts, record: record.id } });
    },
    readNothing: (reader, step) => {
      const own = args.valid(reader.tool).args;
      const [record] = records;
      const { draw: named } = reader;
      const id = record && named ? valueAt(record.reply, named.path) : undefined;
      const none = typeof id === "number" ? random.integer(1_500_000_000, 2_000_000_000) : random.word(12);
      const facts = { ...step.facts, reader: reader.tool, list: false, value: "" };
      return call(reader.tool, named ? args.place(own, named.param, none) : own, { ...step, facts });
    },
    remove: async (record, role) => {
      if (draw?.teardown === undefined || !records.has(record)) return;
      records.delete(record);
      const id = valueAt(record.reply, draw.path);
      if (id === undefined) return;
      const { teardown } = draw;
      const [own] = scene.drawsFrom(teardown).filter((one) => one.tool === tool);
      const path =
        own?.param ?? (scene.parameters(teardown).length === 1 ? scene.parameters(teardown)[0]?.path : draw.param);
      await call(teardown, args.place(args.valid(teardown).args, path ?? draw.param, id), {
        role,
        label: "remove",
        facts: { record: record.id },
      });
    },
    exchanges: () => all,
    kept: () => [...records],
  };
}

/** Names of the records that were stored and not taken away again; pure. */
export function keptRecords(exchanges: readonly Exchange[]): readonly string[] {
  const removed = new Set(
    exchanges.filter(({ label, reply }) => label === "remove" && succeeded(reply)).map(({ facts }) => facts.record),
  );
  const kept = exchanges.filter(
    ({ label, reply, id }) => label.startsWith("store:") && succeeded(reply) && !removed.has(id),
  );
  const [first] = kept;
  if (first === undefined) return [];
  const tool = String(first.request.params.name);
  const count = kept.length === 1 ? "1 record" : `${kept.length} records`;
  return [`${count} added by ${tool}, of which the stored text begins with gauntlet_`];
}
