import { own } from "../../model/json.ts";
import type { Drift, Drifted, Lock, LockedEntry } from "../../model/lock.ts";
import { type ServerList, serverLists } from "../../model/server-lists.ts";
import { changedPlaces } from "./changed-places.ts";

type Change = Omit<Drift, "principals">;

/** Compares what is listed now, made into a lock, with the lock: every entry by itself, the same change for many principals once. */
export function compareLocks(locked: Lock, now: Lock): Drifted {
  const compared = Object.keys(now.principals).filter((name) => own(locked.principals, name) !== undefined);
  const either = new Set([...Object.keys(locked.principals), ...Object.keys(now.principals)]);
  const drifts = new Map<string, Drift>();
  for (const principal of compared) {
    for (const change of changesOf(own(locked.principals, principal), own(now.principals, principal))) {
      const key = JSON.stringify([change.item, change.change, change.says]);
      const known = drifts.get(key);
      drifts.set(key, { ...change, principals: known ? [...known.principals, principal] : [principal] });
    }
  }
  return { drifts: [...drifts.values()], compared, uncompared: [...either].filter((name) => !compared.includes(name)) };
}

type Surface = Lock["principals"][string];

function changesOf(locked: Surface | undefined, now: Surface | undefined): Change[] {
  if (locked === undefined || now === undefined) return [];
  const listed = serverLists.flatMap((list) => changesIn(list, locked[list.member], now[list.member]));
  return [...listed, ...instructions(locked, now)];
}

function changesIn(
  list: ServerList,
  locked: Readonly<Record<string, LockedEntry>>,
  now: Readonly<Record<string, LockedEntry>>,
): Change[] {
  const names = [...new Set([...Object.keys(locked), ...Object.keys(now)])];
  return names.flatMap((name) => {
    const change = changeOf(own(locked, name), own(now, name));
    return change === undefined ? [] : [{ item: `${list.kind} ${name}`, list, name, ...change }];
  });
}

function instructions(locked: Surface, now: Surface): Change[] {
  const entryOf = ({ instructions: part }: Surface): LockedEntry | undefined => part && { instructions: part };
  const change = changeOf(entryOf(locked), entryOf(now));
  return change === undefined ? [] : [{ item: "instructions", list: undefined, name: "instructions", ...change }];
}

function changeOf(
  locked: LockedEntry | undefined,
  now: LockedEntry | undefined,
): Pick<Drift, "change" | "locked" | "says"> | undefined {
  if (locked === undefined && now === undefined) return undefined;
  if (locked === undefined) return { change: "added", locked: {}, says: told(now) };
  if (now === undefined) return { change: "removed", locked, says: told(locked) };
  const changed = changedParts(locked, now);
  if (changed.length === 0) return undefined;
  const says = changed.flatMap((part) => changedPlaces(part, own(locked, part)?.value, own(now, part)?.value));
  return { change: "changed", locked, says };
}

/** Members of an entry that are not as they were locked. */
export function changedParts(locked: LockedEntry, now: LockedEntry): readonly string[] {
  const parts = [...new Set([...Object.keys(locked), ...Object.keys(now)])];
  return parts.filter((part) => own(locked, part)?.sha256 !== own(now, part)?.sha256);
}

/** What something is for that came or went. */
function told(entry: LockedEntry | undefined): readonly string[] {
  const value = entry?.description?.value ?? entry?.instructions?.value;
  return value === undefined
    ? []
    : changedPlaces("description", undefined, value).map((one) => one.replace("added ", ""));
}
