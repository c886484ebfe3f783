import type { Canary } from "../../model/canary.ts";
import type { Exchange, Sighting } from "../../model/exchange.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Observation } from "../../model/observation.ts";
import { anonymous } from "../../model/principal.ts";
import type { Reply } from "../../model/reply.ts";
import type { Sighted } from "../../model/session.ts";
import { openBesides } from "./besides.ts";
import { type CanaryLedger, openCanaryLedger, type RawExchange } from "./canary-ledger.ts";
import { openEchoes } from "./echoes.ts";
import { deafLedger, type ErrorLedger } from "./error-ledger.ts";
import type { Redacted, Redactor } from "./redact.ts";
import { shorten } from "./shorten.ts";

export type { RawExchange } from "./canary-ledger.ts";

/** Keeps all evidence of a run, redacted: nothing else of the harness may keep what a server said. */
export interface Recorder {
  readonly redactor: Redactor;
  readonly canaries: CanaryLedger;
  /** Takes what a session saw beside replies, for the exchange that is under way. */
  heard(session: string, sighted: Sighted, atMs: number): void;
  exchange(raw: RawExchange): Exchange;
  observation(raw: Observation): Observation;
  readonly exchanges: ReadonlyMap<string, Exchange>;
  readonly observations: readonly Observation[];
}

/** Characters of an observation's label that are kept: a server may name its notifications as it likes. */
const longestLabel = 200;

/** Sightings of one request or reply that are kept: a reply may be made of secrets. */
const mostSightings = 200;

/**
 * Opens a recorder; `write` gets each record as one line of JSON, in the order in which things ended. `canaries` are looked
 * for in everything before it is redacted; the redactor must know them too. `acting` is who the run acts as; `errors` reads what
 * is recorded.
 */
export function openRecorder(
  redactor: Redactor,
  write: (line: string) => void,
  canaries: readonly Canary[] = [],
  acting = anonymous.name,
  errors: Pick<ErrorLedger, "exchange"> = deafLedger,
): Recorder {
  const ledger = openCanaryLedger(canaries, (value) => redactor.text(value).value, acting);
  const besides = openBesides(redactor);
  const exchanges = new Map<string, Exchange>();
  const observations: Observation[] = [];
  return {
    redactor,
    canaries: ledger,
    exchanges,
    observations,
    heard: besides.hear,
    exchange(raw) {
      // Redact before cutting: half a secret no longer looks like one. What kind of reply it is, is our word.
      const params = redactor.json(raw.request.params);
      const { kind, ...told } = raw.reply;
      const echoes = openEchoes(raw.request.params);
      const reply = redactor.json(Object.values(told) as Json[], echoes.hear);
      const redacted = Object.fromEntries(Object.keys(told).map((name, index) => [name, reply.value[index]]));
      const seen = (from: Redacted<unknown>, where: Sighting["where"]) =>
        from.sightings
          // The ledger tells of canaries: it finds them also where something else was removed with them.
          .filter(({ kind: what }) => what !== "canary")
          .slice(0, mostSightings)
          .map((s) => ({ ...s, where }));
      const { beside, sightings } = besides.take(raw.session, raw.atMs);
      const exchange: Exchange = {
        ...raw,
        ...(beside.length === 0 ? {} : { beside }),
        ...(raw.guise === undefined ? {} : { guise: redactor.text(raw.guise).value }),
        facts: redactor.json(raw.facts as JsonObject).value as Exchange["facts"],
        request: { method: raw.request.method, params: shorten(params.value) },
        reply: { kind, ...shorten(redacted) } as unknown as Reply,
        sightings: [
          ...ledger.exchange(raw),
          ...seen(params, "request"),
          ...seen({ value: undefined, sightings: echoes.of(reply.sightings) }, "request"),
          ...seen(reply, "reply"),
          ...sightings.slice(0, mostSightings),
        ],
      };
      exchanges.set(exchange.id, exchange);
      errors.exchange(exchange, raw.request.params);
      write(JSON.stringify({ type: "exchange", ...exchange }));
      return exchange;
    },
    observation(raw) {
      const facts = shorten(redactor.json(raw.facts as JsonObject).value) as Observation["facts"];
      const observation: Observation = {
        ...raw,
        label: redactor.text(raw.label).value.slice(0, longestLabel),
        facts,
      };
      observations.push(observation);
      write(JSON.stringify({ type: "observation", ...observation }));
      return observation;
    },
  };
}
