import { createHmac } from "node:crypto";
import type { Sighting } from "../model/exchange.ts";
import { isObject, type Json } from "../model/json.ts";
import { findSecrets, type KnownSecret } from "../oracle/secrets/find.ts";

/** A value with its secrets replaced, and what was replaced. The same secret becomes the same placeholder all through a run. */
export interface Redacted<T> {
  readonly value: T;
  readonly sightings: readonly Omit<Sighting, "where">[];
}

/** Removes secrets from all that is kept or shown. */
export interface Redactor {
  text(text: string): Redacted<string>;
  json<T extends Json | undefined>(value: T): Redacted<T>;
}

/** Shorter literals would blank out ordinary words; the command line warns about them. */
export const shortestKnownSecret = 5;

/** Members whose value is a secret whatever it looks like. */
const secretMembers =
  /^(?:pass(?:word|wd|phrase)?|pwd|(?:client|api|app|shared)[_-]?secret|secret|(?:api|access|secret|private|auth)[_-]?key|(?:access|refresh|auth|id|session)[_-]?token|authorization|proxy-authorization|cookie|set-cookie|x-api-key|connection[_-]?string)$/i;

/** Members of a schema that say what a value looks like, not what it is. */
const describing = new Set([
  "type",
  "format",
  "title",
  "description",
  "$ref",
  "$comment",
  "pattern",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minimum",
  "maximum",
  "properties",
  "required",
]);

/** Secrets of one text or tree that are told apart and told of; beyond these a hostile text has them removed, and no more. */
const mostSightings = 1_000;

/**
 * Makes a redactor. `known` are strings the user handed in as credentials; they are also found percent-encoded, in base64
 * and escaped for JSON. `key` keys the hash in placeholders: random for each run, so that a short secret cannot be guessed from it.
 */
export function openRedactor(known: readonly string[], key: Uint8Array): Redactor {
  const literals = known.filter((value) => value.length >= shortestKnownSecret).flatMap(spellings);
  const hash = (secret: string): string => createHmac("sha256", key).update(secret).digest("hex").slice(0, 8);
  const canonical = new Map(literals.map(({ value, plain }) => [value, plain]));

  const hide = (secret: string, kind: string, shape: Sight["shape"], tally: Tally): string => {
    if (++tally.found > mostSightings) return `[redacted:${kind}]`;
    const placeholder = `[redacted:${kind}:${hash(canonical.get(secret) ?? secret)}]`;
    tally.sightings.push({ kind, placeholder, shape: textsOf(shape, tally) });
    return placeholder;
  };

  const shown = (input: string, tally: Tally): string => {
    let value = "";
    let at = 0;
    for (const found of findSecrets(input, literals)) {
      value += input.slice(at, found.start) + hide(input.slice(found.start, found.end), found.kind, found.shape, tally);
      at = found.end;
    }
    return value + input.slice(at);
  };

  // What a URL's host or the like says of a secret may hold another one.
  const textsOf = (shape: Sight["shape"], tally: Tally): Sight["shape"] =>
    Object.fromEntries(Object.entries(shape).map(([name, value]) => [name, shown(value, { ...tally, sightings: [] })]));

  const walk = (value: Json | undefined, tally: Tally, under: string): Json | undefined => {
    if (typeof value === "string") return shown(value, tally);
    if (Array.isArray(value)) return value.map((inner) => walk(inner, tally, "") ?? null);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        const secret = secretMembers.test(name);
        const kept = secret ? blank(inner, name, tally, under === "properties") : walk(inner, tally, name);
        return [shown(name, tally), kept];
      }),
    );
  };

  // Everything in a member named like a secret is one. A schema of such a member only describes it, but for its examples.
  const blank = (value: Json | undefined, name: string, tally: Tally, schema: boolean): Json | undefined => {
    if (typeof value === "number") return hide(String(value), "named-secret", { name }, tally);
    if (typeof value === "string") {
      return value === "" || value.startsWith("[redacted:") ? value : hide(value, "named-secret", { name }, tally);
    }
    if (Array.isArray(value)) return value.map((inner) => blank(inner, name, tally, schema) ?? null);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([inside, inner]) => [
        shown(inside, tally),
        schema && describing.has(inside) ? walk(inner, tally, inside) : blank(inner, name, tally, schema),
      ]),
    );
  };

  const open = (): Tally => ({ sightings: [], found: 0 });
  return {
    text(input) {
      const tally = open();
      return { value: shown(input, tally), sightings: tally.sightings };
    },
    json<T extends Json | undefined>(value: T): Redacted<T> {
      const tally = open();
      return { value: walk(value, tally, "") as T, sightings: tally.sightings };
    },
  };
}

type Sight = Omit<Sighting, "where">;

interface Tally {
  readonly sightings: Sight[];
  found: number;
}

function spellings(plain: string): (KnownSecret & { plain: string })[] {
  const bytes = Buffer.from(plain, "utf8");
  const forms = [
    plain,
    encodeURIComponent(plain),
    JSON.stringify(plain).slice(1, -1),
    bytes.toString("base64"),
    bytes.toString("base64url"),
  ];
  return [...new Set(forms)].map((value) => ({ kind: "credential", value, plain }));
}
