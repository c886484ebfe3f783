import type { Suite } from "../model/check.ts";
import type { EventSink } from "../model/event.ts";
import type { Lock } from "../model/lock.ts";

/** What the caller of a scan lends it. */
export interface ScanSurroundings {
  readonly suites: readonly Suite[];
  readonly version: string;
  readonly emit: EventSink;
  /** Aborted = stop now and still give a valid, partial report. */
  readonly signal: AbortSignal;
  /** One line of evidence.jsonl, redacted. */
  readonly evidence: (line: string) => void;
  /** One line of journal.ndjson, on the disk when it returns; without it nothing is planted. */
  readonly journal?: (line: string) => void;
  /** Gets what is listed to each principal, once it is known; present where that is to be kept. */
  readonly keepLock?: (lock: Lock) => void;
  readonly trace: boolean;
}
