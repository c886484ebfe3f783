import type { Told } from "../../model/disclosure.ts";
import type { Exchange, Sighting } from "../../model/exchange.ts";
import { replyText } from "../../model/reply.ts";

/** Forms that only look like secrets: a word after `password=`, a token that may be an example. */
const unsure = /^(?:assigned-secret|named-secret|bearer-token|jwt|provider-key|many-secrets)$/;

/** Other parts of a connection string: beside two of them, what is assigned to `password` is one. */
const parts = /\b(?:host|server|data source|user id|uid|user|dbname|database|initial catalog|port)\s{0,2}[=:]/gi;

/** Secrets of a reply that its request did not hold. */
export function secretsIn({ reply, sightings }: Pick<Exchange, "reply" | "sightings">): readonly Told[] {
  const sent = new Set(sightings.filter(({ where }) => where === "request").map(({ placeholder }) => placeholder));
  const shown = sightings.filter(
    ({ where, kind, placeholder }) => where === "reply" && kind !== "canary" && !sent.has(placeholder),
  );
  const connection = new Set((replyText(reply).match(parts) ?? []).map((part) => part.toLowerCase())).size > 1;
  const distinct = [...new Map(shown.map((sighting) => [sighting.placeholder, sighting])).values()];
  return distinct.map((sighting) => ({
    kind: "secret",
    what: called(sighting),
    text: sighting.placeholder,
    verified:
      (!unsure.test(sighting.kind) && sighting.shape.example === undefined) ||
      (connection && /^(?:assigned|named)-secret$/.test(sighting.kind)),
  }));
}

function called({ kind, shape }: Sighting): string {
  if (kind === "url-credentials")
    return `a connection string with a password, of ${shape.scheme ?? "a URL"} at ${shape.host ?? "a host"}`;
  if (kind === "credential") return "a credential that the server was started with";
  if (kind === "assigned-secret" || kind === "named-secret") return `what is called ${shape.name ?? "a secret"}`;
  return `a ${kind.replaceAll("-", " ")}`;
}
