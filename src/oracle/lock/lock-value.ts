import { createHash } from "node:crypto";
import { canonical } from "../../model/canonical.ts";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { LockedEntry, LockedPart } from "../../model/lock.ts";

/** One value, secrets already removed, as a lock has it. */
export function lockValue(value: Json): LockedPart {
  const kept = settled(value);
  return { sha256: hashOf(kept), value: kept };
}

/** The members of one entry of a list, each by itself. */
export function lockEntry(entry: JsonObject): LockedEntry {
  const members = Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, value]) => [name, lockValue(value ?? null)]));
}

/** True where the value is the one that was hashed: nobody changed one and not the other. */
export function isWhole({ sha256, value }: LockedPart): boolean {
  return hashOf(value) === sha256;
}

function hashOf(value: Json): string {
  return createHash("sha256").update(canonical(value)).digest("hex");
}

/** Placeholders of secrets name them by a key of the run: the same secret must read the same in the next one. */
function settled(value: Json): Json {
  if (typeof value === "string") return value.replaceAll(placeholder, "[redacted:$1]");
  if (Array.isArray(value)) return value.map((inner) => settled(inner ?? null));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [settled(name), settled(inner ?? null)]));
}

const placeholder = /\[redacted:([a-z0-9-]{1,60}):[0-9a-f]{8}\]/g;
