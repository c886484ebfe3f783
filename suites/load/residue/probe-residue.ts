import type { Exchange } from "../../../src/model/exchange.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Caller, Identities, NeededPorts, ProbeContext, Step } from "../../../src/model/ports.ts";
import { replyText, succeeded } from "../../../src/model/reply.ts";
import type { Scene } from "../../../src/model/scene.ts";
import { users } from "../../auth-bypass/people/people.ts";
import { type Way, ways } from "./ways.ts";

/** Times that another session looks: a pool may hand out its connections in turn. */
const mostLooks = 25;
/** Times that the mark is taken back: whichever connection has it. */
const mostClears = 12;

/** Requests that the probe needs at the most. */
export const residueRequests = ways.length * (mostLooks + 2) + 4;

type Ctx = ProbeContext & NeededPorts<"calls"> & { readonly identities?: Identities };
type Ask = (sql: string, step: Step) => Promise<Exchange>;

/** Marks the connection of one session and looks for the mark from another; nothing is sent where no tool takes statements. */
export async function probeResidue(ctx: Ctx): Promise<void> {
  const place = statementPlace(ctx);
  if (place === undefined) return;
  const [one, other] = users(ctx.scene);
  const asking =
    (calls: Caller): Ask =>
    (sql, step) =>
      calls.tool(place.tool, ctx.args.place(place.args, place.path, sql), step);
  const marking = asking(await ctx.calls.fresh());
  const somebody = await asOther(ctx, place, other?.name);
  const principals = somebody !== undefined ? 2 : one === undefined ? 0 : 1;
  const looking = somebody ?? asking(await ctx.calls.fresh());
  for (const way of ways) {
    const word = ctx.random.word(12);
    const facts = { way: way.name, word, principals };
    const marked = await marking(way.mark(word), { role: "control", label: "mark", facts });
    if (!succeeded(marked.reply) || !replyText(marked.reply).includes(word)) continue;
    try {
      await look(way, word, looking, facts);
    } finally {
      for (let time = 0; time < mostClears; time++) await marking(way.clear, { role: "cleanup", label: "clear" });
    }
    return;
  }
}

async function look(way: Way, word: string, looking: Ask, facts: NonNullable<Step["facts"]>): Promise<void> {
  for (let time = 0; time < mostLooks; time++) {
    const { reply } = await looking(way.look, { role: "attack", label: "look", facts });
    if (replyText(reply).includes(word)) return;
  }
}

/** The session of another principal that may call the tool; undefined where there is none. */
async function asOther(
  { identities, args }: Ctx,
  place: StatementPlace,
  principal: string | undefined,
): Promise<Ask | undefined> {
  if (identities === undefined || principal === undefined) return undefined;
  const { visit } = await identities.enter({ principal }, { role: "setup", label: "enter" });
  if (visit === undefined) return undefined;
  const ask: Ask = (sql, step) => {
    const params = { name: place.tool, arguments: args.place(place.args, place.path, sql) };
    return visit.request("tools/call", params, step);
  };
  const tried = await visit.request(
    "tools/call",
    { name: place.tool, arguments: place.args },
    { role: "setup", label: "try" },
  );
  return succeeded(tried.reply) ? ask : undefined;
}

interface StatementPlace {
  readonly tool: string;
  readonly path: string;
  readonly args: JsonObject;
}

const statement = /^\s*(?:select|with|show|values|table)\b/i;

/** Where a tool takes statements: an argument whose valid value is one. */
function statementPlace({ scene, args }: Pick<Ctx, "scene" | "args">): StatementPlace | undefined {
  for (const tool of callable(scene)) {
    const valid = args.valid(tool).args;
    const texts = scene.parameters(tool).filter(({ type }) => type === "string");
    const found = texts.find(({ path }) => statement.test(String(args.read(valid, path) ?? "")));
    if (found !== undefined) return { tool, path: found.path, args: valid };
  }
  return undefined;
}

function callable(scene: Scene): readonly string[] {
  return scene.surface.tools.map(({ name }) => name).filter((name) => scene.mayCall(name));
}
