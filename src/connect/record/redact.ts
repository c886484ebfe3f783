import { createHmac } from "node:crypto";
import type { Sighting } from "../../model/exchange.ts";
import { isObject, type Json } from "../../model/json.ts";
import { spellingsOf } from "../../oracle/canaries/spellings.ts";
import { findSecrets, type KnownSecret } from "../../oracle/secrets/find.ts";

/** A value with its secrets replaced, and what was replaced. The same secret becomes the same placeholder all through a run. */
export interface Redacted<T> {
  readonly value: T;
  readonly sightings: readonly Omit<Sighting, "where">[];
}

/** Removes secrets from all that is kept or shown. */
export interface Redactor {
  text(text: string): Redacted<string>;
  /** `each` hears of every secret as it was, and of what stands for it. */
  json<T extends Json | undefined>(value: T, each?: (secret: string, placeholder: string) => void): Redacted<T>;
  /** A credential that came to be during the run, such as a token: from now on it is removed, too. */
  learn(secret: string): void;
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

/** A string that must not be shown: a credential that the user handed in, or a canary, which is found in any case of its letters. */
export type Known = string | { readonly canary: string };

/**
 * Makes a redactor. What is `known` is also found percent-encoded, in base64 and escaped for JSON. `key` keys the hash in
 * placeholders: random for each run, so that a short secret cannot be guessed from it.
 */
export function openRedactor(known: readonly Known[], key: Uint8Array): Redactor {
  const credentials = known
    .filter((one) => typeof one === "string")
    .filter(({ length }) => length >= shortestKnownSecret);
  const canaries = known.flatMap((one) => (typeof one === "string" ? [] : [one.canary]));
  // Of two that are the same the first one counts: what is a canary is called one.
  const literals = [...canaries.flatMap(canarySpellings), ...credentials.flatMap(spellings)];
  const hash = (secret: string): string => createHmac("sha256", key).update(secret).digest("hex").slice(0, 8);
  const canonical = new Map(literals.toReversed().map(({ value, anyCase, plain }) => [keyOf(value, anyCase), plain]));
  const plainOf = (secret: string): string =>
    canonical.get(keyOf(secret, false)) ?? canonical.get(keyOf(secret, true)) ?? secret;
  const numbers = new Set(canaries);

  const hide = (secret: string, kind: string, shape: Sight["shape"], tally: Tally): string => {
    if (++tally.found > mostSightings) return `[redacted:${kind}]`;
    const placeholder = `[redacted:${kind}:${hash(plainOf(secret))}]`;
    tally.sightings.push({ kind, placeholder, shape: textsOf(shape, tally) });
    tally.each?.(secret, placeholder);
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
    if (typeof value === "number" && numbers.has(String(value))) return shown(String(value), tally);
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

  const open = (each?: Tally["each"]): Tally => ({ sightings: [], found: 0, each });
  return {
    learn(secret) {
      if (secret.length < shortestKnownSecret || canonical.has(keyOf(secret, false))) return;
      for (const spelling of spellings(secret)) {
        literals.push(spelling);
        canonical.set(keyOf(spelling.value, spelling.anyCase), secret);
      }
    },
    text(input) {
      const tally = open();
      return { value: shown(input, tally), sightings: tally.sightings };
    },
    json<T extends Json | undefined>(value: T, each?: Tally["each"]): Redacted<T> {
      const tally = open(each);
      return { value: walk(value, tally, "") as T, sightings: tally.sightings };
    },
  };
}

type Sight = Omit<Sighting, "where">;

interface Tally {
  readonly sightings: Sight[];
  found: number;
  readonly each: ((secret: string, placeholder: string) => void) | undefined;
}

type Literal = KnownSecret & { readonly plain: string };

function keyOf(text: string, anyCase: boolean): string {
  return anyCase ? `i:${text.toLowerCase()}` : `s:${text}`;
}

function canarySpellings(plain: string): Literal[] {
  return spellingsOf(plain).map(({ text, anyCase }) => ({ kind: "canary", value: text, anyCase, plain }));
}

function spellings(plain: string): Literal[] {
  const bytes = Buffer.from(plain, "utf8");
  const forms = [
    plain,
    encodeURIComponent(plain),
    JSON.stringify(plain).slice(1, -1),
    bytes.toString("base64"),
    bytes.toString("base64url"),
  ];
  return [...new Set(forms)].map((value) => ({ kind: "credential", value, anyCase: false, plain }));
}
