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

/**
 * Makes a redactor. `known` are strings the user handed in as credentials; they are also found percent-encoded, in base64
 * and escaped for JSON. `key` keys the hash in placeholders: random for each run, so that a short secret cannot be guessed from it.
 */
export function openRedactor(known: readonly string[], key: Uint8Array): Redactor {
  const literals = known.filter((value) => value.length >= shortestKnownSecret).flatMap(spellings);
  const hash = (secret: string): string => createHmac("sha256", key).update(secret).digest("hex").slice(0, 8);
  const canonical = new Map(literals.map(({ value, plain }) => [value, plain]));

  const hide = (secret: string, kind: string): string => `[redacted:${kind}:${hash(canonical.get(secret) ?? secret)}]`;

  const text = (input: string): Redacted<string> => {
    const sightings: Omit<Sighting, "where">[] = [];
    let value = "";
    let at = 0;
    for (const found of findSecrets(input, literals)) {
      const placeholder = hide(input.slice(found.start, found.end), found.kind);
      sightings.push({ kind: found.kind, placeholder, shape: found.shape });
      value += input.slice(at, found.start) + placeholder;
      at = found.end;
    }
    return { value: value + input.slice(at), sightings };
  };

  const walk = (value: Json | undefined, sightings: Omit<Sighting, "where">[]): Json | undefined => {
    if (typeof value === "string") {
      const redacted = text(value);
      sightings.push(...redacted.sightings);
      return redacted.value;
    }
    if (Array.isArray(value)) return value.map((inner) => walk(inner, sightings) ?? null);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        const shown = text(name);
        sightings.push(...shown.sightings);
        if (typeof inner !== "string" || inner === "" || inner.startsWith("[redacted:") || !secretMembers.test(name)) {
          return [shown.value, walk(inner, sightings)];
        }
        const placeholder = hide(inner, "named-secret");
        sightings.push({ kind: "named-secret", placeholder, shape: { name } });
        return [shown.value, placeholder];
      }),
    );
  };

  return {
    text,
    json<T extends Json | undefined>(value: T): Redacted<T> {
      const sightings: Omit<Sighting, "where">[] = [];
      return { value: walk(value, sightings) as T, sightings };
    },
  };
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
