import { InvalidArgumentError } from "commander";

/** Collects a repeatable option. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** Collects an option that takes a list with commas and may be repeated. */
export function collectList(value: string, before: readonly string[] | undefined): readonly string[] {
  const parts = value.split(",").map((part) => part.trim());
  if (parts.includes("")) throw new InvalidArgumentError("It must be a list such as a,b.");
  return [...(before ?? []), ...parts];
}

/** Milliseconds out of `30`, `30s`, `500ms` or `2m`. */
export function duration(value: string): number {
  const found = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(value.trim());
  const factor = { ms: 1, s: 1000, m: 60_000 }[found?.[2] ?? "s"];
  const millis = Number(found?.[1]) * (factor ?? Number.NaN);
  // setTimeout fires at once for anything above 2^31 - 1
  if (millis >= 1 && millis <= 2 ** 31 - 1) return Math.round(millis);
  throw new InvalidArgumentError("It must be a time such as 30s, 500ms or 2m.");
}

/** The same, and `0` for none at all. */
export function durationOrNone(value: string): number {
  return /^0+(?:ms|s|m)?$/.test(value.trim()) ? 0 : duration(value);
}

/** Requests a second out of `5`, `5/s` or `300/m`. */
export function rate(value: string): number {
  const found = /^(\d+(?:\.\d+)?)(?:\/(s|m))?$/.exec(value.trim());
  const perSecond = Number(found?.[1]) / (found?.[2] === "m" ? 60 : 1);
  if (perSecond > 0) return perSecond;
  throw new InvalidArgumentError("It must be a rate such as 5/s.");
}

/** A whole number inside limits, both included. */
export function integer(min: number, max: number): (value: string) => number {
  return (value) => {
    const number = /^\d+$/.test(value.trim()) ? Number(value) : Number.NaN;
    if (number >= min && number <= max) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}

/** `Name: value`, split at the first colon. */
export function headerPair(
  value: string,
  before: readonly (readonly [string, string])[] | undefined,
): readonly (readonly [string, string])[] {
  const colon = value.indexOf(":");
  if (colon < 1) throw new InvalidArgumentError("It must be written as 'Name: value'.");
  return [...(before ?? []), [value.slice(0, colon).trim(), value.slice(colon + 1).trim()]];
}

/** `NAME=value`, split at the first equals sign. */
export function envPair(
  value: string,
  before: readonly (readonly [string, string])[] | undefined,
): readonly (readonly [string, string])[] {
  const equals = value.indexOf("=");
  if (equals < 1) throw new InvalidArgumentError("It must be written as NAME=value.");
  return [...(before ?? []), [value.slice(0, equals), value.slice(equals + 1)]];
}
