import type { Beside, Sighting } from "../../model/exchange.ts";
import { type Json, stringsIn } from "../../model/json.ts";
import type { Sighted } from "../../model/session.ts";
import { findDisclosures } from "../../oracle/disclosures/find.ts";
import { tellingHeaders } from "../../oracle/disclosures/telling-headers.ts";
import type { Redactor } from "./redact.ts";

/** Keeps what sessions say beside replies until the exchange that it came with is recorded. */
export interface Besides {
  hear(session: string, sighted: Sighted, atMs: number): void;
  /** What came over a session while a request was under way that was sent at `sinceMs`, and secrets in what its process wrote since it was last asked. */
  take(session: string, sinceMs: number): Taken;
}

export interface Taken {
  /** Redacted; only what tells something of the inside of the server. */
  readonly beside: readonly Beside[];
  readonly sightings: readonly Sighting[];
}

/** Things of one session that wait to be asked for, and characters of them: a server may send them without end. */
const mostItems = 60;
const mostCharacters = 64_000;
/** Characters of one thing that are kept. */
const longest = 8_000;

type Heard = Exclude<Sighted, { kind: "exit" }>;

interface Waiting {
  readonly items: { readonly sighted: Heard; readonly atMs: number }[];
  characters: number;
}

/** Nothing was heard yet; what is handed out went through `redactor`. */
export function openBesides(redactor: Pick<Redactor, "json">): Besides {
  const sessions = new Map<string, Waiting>();
  return {
    hear(session, sighted, atMs) {
      // The last lines of a process were heard one by one.
      if (sighted.kind === "exit") return;
      const waiting = sessions.get(session) ?? { items: [], characters: 0 };
      sessions.set(session, waiting);
      const heard =
        sighted.kind === "http-headers" ? { ...sighted, headers: tellingHeaders(sighted.headers) } : sighted;
      const characters = JSON.stringify(heard).length;
      if (waiting.items.length >= mostItems || waiting.characters + characters > mostCharacters) return;
      waiting.items.push({ sighted: heard, atMs });
      waiting.characters += characters;
    },
    take(session, sinceMs) {
      const waiting = sessions.get(session);
      if (waiting === undefined) return { beside: [], sightings: [] };
      sessions.delete(session);
      // A log of the process may be written long before or after the reply; what a client is told belongs to its request.
      const logged = (["stderr", "stray-output"] as const).map((where) => {
        const lines = waiting.items.flatMap(({ sighted }) => (sighted.kind === where ? [sighted.text] : []));
        return seenIn(redactor, lines.join("\n"), where).sightings;
      });
      const told = waiting.items.flatMap(({ sighted, atMs }) => {
        const said = saidIn(sighted);
        return said === undefined || atMs < sinceMs ? [] : [seenIn(redactor, said, sighted.kind as Beside["where"])];
      });
      return {
        beside: told.flatMap(({ text, where, sightings }) =>
          sightings.length > 0 || findDisclosures(text).length > 0 ? [{ where: where as Beside["where"], text }] : [],
        ),
        sightings: [...logged.flat(), ...told.flatMap(({ sightings }) => sightings)],
      };
    },
  };
}

/** What a client is told; undefined for what only the log of the process says. */
function saidIn(sighted: Heard): Json | undefined {
  if (sighted.kind === "notification" || sighted.kind === "server-request") return sighted.params;
  return sighted.kind === "http-headers" ? { ...sighted.headers } : undefined;
}

function seenIn(redactor: Pick<Redactor, "json">, said: Json, where: Sighting["where"]) {
  const { value, sightings } = redactor.json(said);
  return {
    where,
    // As JSON they would be escaped, and not look like what they are.
    text: stringsIn(value).join("\n").slice(0, longest),
    // The ledger of canaries tells of them.
    sightings: sightings.filter(({ kind }) => kind !== "canary").map((one) => ({ ...one, where })),
  };
}
