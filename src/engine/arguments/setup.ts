import type { Exchange } from "../../model/exchange.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Arguments, Caller } from "../../model/ports.ts";
import { type Reply, replyText, succeeded } from "../../model/reply.ts";
import type { Parameter } from "../../model/scene.ts";
import { Stop } from "../stop.ts";
import { drawn } from "./drawn.ts";
import { placeAt, readPath } from "./path.ts";
import { type Reference, referencesIn } from "./references.ts";

/** What the earlier calls of one round work with. */
export interface SetupSetting {
  readonly samples: Readonly<Record<string, JsonObject>>;
  readonly args: Arguments;
  readonly calls: Caller;
  /** True for a tool that the server lists. */
  readonly listed: (tool: string) => boolean;
  /** The type that an argument is declared to have. */
  readonly typeOf: (tool: string, param: string) => Parameter["type"] | undefined;
  /** The reply to an exchange as it came: a value that looks like a secret is needed as it is. */
  readonly replyTo: (exchange: Exchange) => Reply;
  /** All exchanges of this round so far, also one whose caller was stopped before it heard of the reply. */
  readonly kept: () => readonly Exchange[];
}

/** The earlier calls that samples ask for, in one round of one subject. */
export interface Setup {
  /** Arguments with the tool's sample resolved, after the calls it takes; or one sentence on why it could not be. */
  ready(tool: string | undefined): Promise<Arguments | string>;
  /** Removes what the earlier calls made, the last one first, where the owner named a tool for it. Never throws. */
  teardown(): Promise<void>;
}

/** Characters of an error that are told. */
const longestError = 160;

/** Prepares the earlier calls of one round; each tool is called once, however many values are taken from its reply. */
export function openSetup(setting: SetupSetting): Setup {
  const { samples, calls } = setting;
  const sampleOf = (tool: string): JsonObject => (Object.hasOwn(samples, tool) ? (samples[tool] ?? {}) : {});
  const made = new Map<string, { readonly exchange: Exchange; readonly reply: Reply }>();
  const removals: (Reference & { readonly teardown: string })[] = [];

  const valueFor = async (tool: string, { from, path, teardown, ...reference }: Reference): Promise<Json> => {
    const source = `the sample of ${tool} takes ${path} from ${from}`;
    if (!setting.listed(from)) throw new Unready(`${source}, which the server does not list`);
    if (teardown !== undefined && !removals.some((one) => one.from === from)) {
      removals.push({ from, path, teardown, ...reference });
    }
    const earlier = made.get(from) ?? (await call(from, source));
    const value = drawn(earlier.reply, path);
    if (value === undefined) throw new Unready(`${source}, whose reply holds nothing there`);
    return converted(value, setting.typeOf(tool, reference.param));
  };

  const call = async (tool: string, source: string) => {
    const args = referencesIn(sampleOf(tool)).length > 0 ? await resolved(tool) : setting.args.valid(tool).args;
    try {
      await calls.tool(tool, args, { role: "setup", label: "setup" });
    } finally {
      keep(tool);
    }
    const earlier = made.get(tool);
    if (earlier !== undefined && succeeded(earlier.reply)) return earlier;
    const reply = earlier?.reply ?? { kind: "closed", why: "no reply" };
    const said = replyText(reply).replaceAll(/\s+/g, " ").slice(0, longestError);
    throw new Unready(`${source}, which did not succeed (${said === "" ? reply.kind : said})`);
  };

  const keep = (tool: string): void => {
    const exchange = setting.kept().findLast(({ role, request }) => role === "setup" && request.params.name === tool);
    if (exchange !== undefined) made.set(tool, { exchange, reply: setting.replyTo(exchange) });
  };

  const resolved = async (tool: string): Promise<JsonObject> => {
    let args = sampleOf(tool);
    for (const reference of referencesIn(args)) {
      args = placeAt(args, reference.param, await valueFor(tool, reference));
    }
    return args;
  };

  /** Only what was made is taken back: nothing is called to make more. */
  const remove = async ({ from, teardown }: (typeof removals)[number]): Promise<void> => {
    let args = sampleOf(teardown);
    for (const reference of referencesIn(args)) {
      const earlier = made.get(reference.from);
      const value = earlier && drawn(earlier.reply, reference.path);
      if (value === undefined) return;
      args = placeAt(args, reference.param, converted(value, setting.typeOf(teardown, reference.param)));
    }
    const removes = made.get(from)?.exchange.id ?? "";
    await calls.tool(teardown, args, { role: "cleanup", label: "teardown", facts: { removes } });
  };

  return {
    async ready(tool) {
      if (tool === undefined || referencesIn(sampleOf(tool)).length === 0) return setting.args;
      try {
        const args = await resolved(tool);
        const valid: Arguments["valid"] = (name) =>
          name === tool ? { args, source: "sample" } : setting.args.valid(name);
        const typical: Arguments["typical"] = (name, path) =>
          (name === tool ? readPath(args, path) : undefined) ?? setting.args.typical(name, path);
        return { ...setting.args, valid, typical };
      } catch (cause) {
        if (cause instanceof Unready) return cause.message;
        throw cause;
      }
    },
    async teardown() {
      const order = [...made.keys()];
      const lastFirst = removals.sort((a, b) => order.indexOf(b.from) - order.indexOf(a.from));
      for (const removal of lastFirst) {
        try {
          await remove(removal);
        } catch (cause) {
          // The server is gone: there is nothing left to ask.
          if (cause instanceof Stop) return;
          throw cause;
        }
      }
    },
  };
}

/** A number that is given out as one and taken as text, or the other way round. */
function converted(value: Json, type: Parameter["type"] | undefined): Json {
  if (type === "string" && typeof value === "number") return String(value);
  const numeric = type === "number" || type === "integer";
  return numeric && typeof value === "string" && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(value) ? Number(value) : value;
}

/** Calls that come before the one of this tool, if all goes well. */
export function setupCalls(samples: Readonly<Record<string, JsonObject>>, tool: string | undefined): readonly string[] {
  const found = new Set<string>();
  const follow = (name: string): void => {
    for (const { from } of referencesIn(Object.hasOwn(samples, name) ? (samples[name] ?? {}) : {})) {
      if (found.has(from)) continue;
      follow(from);
      found.add(from);
    }
  };
  if (tool !== undefined) follow(tool);
  return [...found];
}

/** Why the arguments could not be made ready, as one sentence. */
class Unready extends Error {}
