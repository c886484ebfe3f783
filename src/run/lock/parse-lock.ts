import { type Lock, lockSchema } from "../../model/lock.ts";
import { wrongPart } from "./wrong-part.ts";

/** The lock in the text of a file, or one phrase on what is wrong with it. */
export function parseLock(text: string): Lock | string {
  const lock = lockSchema.safeParse(parsed(text));
  if (!lock.success) return "is not a lock file of this version";
  const wrong = wrongPart(lock.data);
  return wrong === undefined ? lock.data : `was changed by hand: the hash of ${wrong} is not that of its value`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
