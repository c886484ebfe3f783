import type { CanaryPlace } from "../../model/canary.ts";
import type { Told } from "../../model/disclosure.ts";
import type { Exchange, Sighting } from "../../model/exchange.ts";
import { replyText } from "../../model/reply.ts";

/** Forms that only look like secrets: a word after `password=`, a token that may be an example. */
const unsure = /^(?:assigned-secret|named-secret|bearer-token|jwt|provider-key|many-secrets)$/;

/** Other parts of a connection string: beside two of them, what is assigned to `password` is one. */
const parts = /\b(?:host|server|data source|user id|uid|user|dbname|database|initial catalog|port)\s{0,2}[=:]/gi;

/** What every response may set, and no error tells. */
const routine = /^(?:set-)?cookie$/i;

/** Where a client is told something. */
const told: readonly CanaryPlace[] = ["reply", "notification", "server-request", "http-headers"];
/** What only a log gets to see. */
const logged: readonly CanaryPlace[] = ["stderr", "stray-output"];

type Seen = Pick<Exchange, "reply" | "sightings">;

/** Secrets of a reply, and of what came beside it, that its request did not hold. */
export function secretsIn(exchange: Seen): readonly Told[] {
  const connection = new Set((replyText(exchange.reply).match(parts) ?? []).map((part) => part.toLowerCase())).size > 1;
  return distinct(exchange, told).map((sighting) => ({
    kind: "secret",
    what: called(sighting),
    text: sighting.placeholder,
    verified: isSure(sighting) || (connection && /^(?:assigned|named)-secret$/.test(sighting.kind)),
  }));
}

/** Credentials, verified by their form or known, in what a process wrote beside the protocol before an exchange was over. */
export function loggedSecretsIn(exchange: Seen): readonly Told[] {
  return distinct(exchange, logged)
    .filter(isSure)
    .map((sighting) => ({ kind: "secret", what: called(sighting), text: sighting.placeholder, verified: true }));
}

function distinct({ sightings }: Seen, places: readonly CanaryPlace[]): readonly Sighting[] {
  const sent = new Set(sightings.filter(({ where }) => where === "request").map(({ placeholder }) => placeholder));
  const shown = sightings.filter(
    ({ where, kind, placeholder, shape }) =>
      places.includes(where) &&
      kind !== "canary" &&
      !sent.has(placeholder) &&
      !routine.test(shape.name ?? "") &&
      shape.path === undefined,
  );
  return [...new Map(shown.map((sighting) => [sighting.placeholder, sighting])).values()];
}

function isSure({ kind, shape }: Sighting): boolean {
  return !unsure.test(kind) && shape.example === undefined;
}

function called({ kind, shape }: Sighting): string {
  if (kind === "url-credentials")
    return `a connection string with a password, of ${shape.scheme ?? "a URL"} at ${shape.host ?? "a host"}`;
  if (kind === "credential") return "a credential that this run was given: the server's own, or that of its database";
  if (kind === "assigned-secret" || kind === "named-secret") return `what is called ${shape.name ?? "a secret"}`;
  return `a ${kind.replaceAll("-", " ")}`;
}
