import type { Lock, LockedPart } from "../../model/lock.ts";
import { serverLists } from "../../model/server-lists.ts";
import { isWhole } from "../../oracle/lock/lock-value.ts";

/** The first part of a lock whose hash is not that of its value, for people; undefined where all of them agree. */
export function wrongPart({ principals }: Lock): string | undefined {
  for (const surface of Object.values(principals)) {
    for (const [says, part] of partsOf(surface)) if (!isWhole(part)) return says;
  }
  return undefined;
}

function* partsOf(surface: Lock["principals"][string]): Generator<readonly [string, LockedPart]> {
  if (surface.instructions !== undefined) yield ["the instructions", surface.instructions];
  for (const { member: list, kind } of serverLists) {
    for (const [name, entry] of Object.entries(surface[list])) {
      for (const [member, part] of Object.entries(entry)) {
        yield [`${member} of ${kind} ${name}`, part];
      }
    }
  }
}
