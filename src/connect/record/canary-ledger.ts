import type { Canary, CanaryPlace, CanaryState, Leak } from "../../model/canary.ts";
import type { Exchange, Sighting } from "../../model/exchange.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import { succeeded } from "../../model/reply.ts";
import { type CanarySearch, canarySearch } from "../../oracle/canaries/search.ts";

/** One exchange as it happened, secrets and all. Goes into the recorder and nowhere else. */
export type RawExchange = Omit<Exchange, "sightings">;

/** Looks for canaries in everything that a server says, before it is redacted, and keeps where they were. */
export interface CanaryLedger {
  /** The canaries of one exchange and of what came beside replies over its session since the last one. */
  exchange(raw: RawExchange): readonly Sighting[];
  /** Looks at something that came beside replies; true where a canary is in it. */
  heard(session: string, place: Exclude<CanaryPlace, "request" | "reply">, said: Json, atMs: number): boolean;
  /** The tools that were called, and those of them of which a call succeeded. */
  called(): { readonly all: readonly string[]; readonly worked: readonly string[] };
  /** What is known of each canary so far, as `principal` may see it. `unplanted` = why those of ours are not there. */
  states(principal: string, unplanted: string | undefined): readonly CanaryState[];
}

/** Leaks of one canary that are kept, and those of one tool among them: the first ones tell as much as all. */
const mostLeaks = 60;
const mostAlike = 2;

type Call = Leak["calls"][number];

/** What is known of one canary. */
interface Watched extends Pick<Canary, "name" | "visibleTo" | "table"> {
  readonly isIn: CanarySearch;
  readonly placeholder: string;
  sent: boolean;
  readonly leaks: Leak[];
}

/** A request that was sent. */
type Source = Pick<Leak, "exchange" | "tool" | "method"> & { readonly call: Call };

/** What one session said beside replies and no exchange carries yet, and what was asked over it last. */
interface Line {
  heard: { readonly watched: Watched; readonly place: Leak["place"]; readonly atMs: number }[];
  last: Source | undefined;
}

/**
 * Opens a ledger; `placeholder` is what stands for a value in the record. What others than `acting` are told may be theirs: it is
 * sighted, and no leak.
 */
export function openCanaryLedger(
  canaries: readonly Canary[],
  placeholder: (value: string) => string,
  acting: string,
): CanaryLedger {
  const all = canaries.map(
    ({ name, value, visibleTo, table }): Watched => ({
      name,
      visibleTo,
      table,
      isIn: canarySearch(value),
      placeholder: placeholder(value),
      sent: false,
      leaks: [],
    }),
  );
  const lines = new Map<string, Line>();
  const worked = new Set<string>();
  const called = new Set<string>();
  const count = { replies: 0, successes: 0 };

  const lineOf = (session: string): Line => {
    const line = lines.get(session) ?? { heard: [], last: undefined };
    lines.set(session, line);
    return line;
  };

  const search = (said: Json | undefined): readonly Watched[] => all.filter(({ isIn }) => isIn(said));

  const keep = (watched: Watched, place: Leak["place"], sources: readonly [Source, ...Source[]]): void => {
    if (sources.some(({ call }) => asksFor(watched, call.params)) || watched.leaks.length >= mostLeaks) return;
    const [{ exchange, tool, method }] = sources;
    const alike = watched.leaks.filter((leak) => leak.place === place && leak.tool === tool);
    if (alike.length >= mostAlike) return;
    watched.leaks.push({ place, exchange, tool, method, calls: sources.map((source) => source.call) });
  };

  return {
    exchange(raw) {
      const { reply, request } = raw;
      const { kind, ...told } = reply;
      const { method, params } = request;
      if (raw.principal !== acting) {
        const seen = search(params).map((watched) => sightingOf(watched, "request"));
        return [...seen, ...search(Object.values(told) as Json[]).map((watched) => sightingOf(watched, "reply"))];
      }
      const tool = method === "tools/call" ? String(params.name) : undefined;
      const source: Source = { exchange: raw.id, tool, method, call: { method, params } };
      if (kind !== "timeout" && kind !== "closed") count.replies += 1;
      if (tool !== undefined) called.add(tool);
      if (tool !== undefined && succeeded(reply)) {
        count.successes += 1;
        worked.add(tool);
      }
      if (all.length === 0) return [];
      const line = lineOf(raw.session);
      const asked = search(params);
      for (const watched of asked) watched.sent = true;
      // What our side says of a connection that ended quotes the server's log.
      const place = kind === "closed" ? "stderr" : "reply";
      const inReply = search(Object.values(told) as Json[]).map((watched) => ({ watched, place }) as const);
      const beside = line.heard;
      const before = line.last;
      for (const { watched } of inReply) keep(watched, place, [source]);
      for (const { watched, place: where, atMs } of beside) {
        if (before === undefined) keep(watched, where, [source]);
        // It may have come late, after the reply to the request before.
        else keep(watched, where, atMs < raw.atMs ? [before] : [source, before]);
      }
      line.heard = [];
      line.last = source;
      return [
        ...asked.map((watched) => sightingOf(watched, "request")),
        ...[...inReply, ...beside].map(({ watched, place: where }) => sightingOf(watched, where)),
      ];
    },
    heard(session, place, said, atMs) {
      const found = search(said);
      const line = found.length === 0 ? undefined : lineOf(session);
      for (const watched of found) {
        if (line?.heard.some((one) => one.watched === watched && one.place === place)) continue;
        line?.heard.push({ watched, place, atMs });
      }
      return found.length > 0;
    },
    called: () => ({ all: [...called], worked: [...worked] }),
    states: (principal, unplanted) =>
      all.map(({ name, table, visibleTo, sent, leaks }) => ({
        name,
        table,
        unplanted: table === undefined ? undefined : unplanted,
        visible: visibleTo.includes(principal),
        sent,
        ...count,
        leaks: [...leaks],
      })),
  };
}

/** True where a request holds the value itself, or names the table of ours that holds it. */
function asksFor({ isIn, table }: Watched, params: JsonObject): boolean {
  if (isIn(params)) return true;
  return table !== undefined && JSON.stringify(params).toLowerCase().includes(table.toLowerCase());
}

function sightingOf({ name, placeholder }: Watched, where: CanaryPlace): Sighting {
  return { kind: "canary", placeholder, where, shape: { name } };
}
