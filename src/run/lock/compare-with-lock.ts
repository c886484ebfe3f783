import type { Identity } from "../../model/identity.ts";
import type { Drifted } from "../../model/lock.ts";
import { compareLocks } from "../../oracle/lock/compare.ts";
import type { Run } from "../open-run.ts";
import { lockOf } from "./lock-of.ts";

/** Hands what is listed to whoever keeps it, and compares it with the lock of the run; undefined where there is none. */
export function compareWithLock(run: Run, identities: readonly Identity[]): Drifted | undefined {
  const { request, surroundings, recorder } = run;
  if (request.lock === undefined && surroundings.keepLock === undefined) return undefined;
  const now = lockOf(identities, recorder.redactor);
  surroundings.keepLock?.(now);
  return request.lock === undefined ? undefined : compareLocks(request.lock, now);
}
