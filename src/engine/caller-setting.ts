import type { Recorder } from "../connect/record/recorder.ts";
import type { EventSink } from "../model/event.ts";
import type { Exchange } from "../model/exchange.ts";
import type { Incident } from "../model/subject.ts";
import type { Budget } from "./budget.ts";
import type { Deadline } from "./deadline.ts";
import type { Link } from "./link.ts";
import type { Planned } from "./plan.ts";

/** What a caller works with; one for each round of one subject. */
export interface CallerSetting {
  readonly planned: Planned;
  readonly round: number;
  readonly principal: string;
  /** Keeps everything that is sent. */
  readonly recorder: Recorder;
  /** Keeps what the judge of this subject is to see: what its probe asked and the server took on. */
  readonly keep: (exchange: Exchange) => void;
  readonly budget: Budget;
  readonly emit: EventSink;
  readonly now: () => number;
  readonly timeoutMs: number;
  /** Aborted when the run is interrupted. */
  readonly interrupted: AbortSignal;
  /** Over when this subject took too long. */
  readonly deadline: Deadline;
  /** Numbers the requests of one subject across its rounds, in the order in which they are sent. */
  readonly nextId: () => string;
  readonly newLink: () => Link;
  /** Told before a session that ended is opened again; absent where nobody minds. */
  readonly reopening?: () => void;
  readonly incident: (incident: Incident) => void;
  /** Told the name of a table before a request that may make it; absent where nobody keeps account. */
  readonly mayMake?: (table: string) => void;
}
