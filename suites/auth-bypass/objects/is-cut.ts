import type { Reply } from "../../../src/model/reply.ts";
import { findCursor } from "../state/find-cursor.ts";
import { documentsOf, leavesOf } from "./documents.ts";

/** True for a list that goes on elsewhere, or that cannot be read: what is not in it may be in the rest. */
export function isCut(reply: Reply): boolean {
  const more = leavesOf(reply).some(
    ({ name, value }) => /^(?:has_?more|truncated|incomplete)/i.test(name) && value === true,
  );
  return more || documentsOf(reply).length === 0 || findCursor(reply) !== undefined;
}
