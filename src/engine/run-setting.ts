import type { Recorder } from "../connect/record/recorder.ts";
import type { AuthorizationServer } from "../model/authorization-server.ts";
import type { EventSink } from "../model/event.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Observation } from "../model/observation.ts";
import type {
  Arguments,
  Database,
  DatabaseFaults,
  Identities,
  Limits,
  LoadSeen,
  Pressure,
  RawWire,
  StatementTap,
  Upstream,
} from "../model/ports.ts";
import type { Scene } from "../model/scene.ts";
import type { Incident } from "../model/subject.ts";
import type { Admission } from "./admission.ts";
import type { Budget } from "./budget.ts";
import type { CallerSetting } from "./caller-setting.ts";
import type { Link } from "./link.ts";

/** Records one fact seen outside the protocol, in the name of the subject that caused it. */
export type Observe = (kind: Observation["kind"], label: string, facts: Readonly<Record<string, Json>>) => Observation;

/** The port for one round of one subject, and what ends every session that came of it. */
export interface OpenIdentities {
  readonly port: Identities;
  close(): Promise<void>;
}

/** The port for one round of one subject, and what ends whatever it made to be wrong. */
export interface OpenFaults {
  readonly port: DatabaseFaults;
  close(): void;
}

/** What all subjects of a run share. */
export interface RunSetting {
  readonly seed: number;
  readonly principal: string;
  readonly scene: Scene;
  readonly args: Arguments;
  /** The owner's samples as written: values that come from an earlier call are resolved in each round. */
  readonly samples: Readonly<Record<string, JsonObject>>;
  readonly recorder: Recorder;
  readonly budget: Budget;
  readonly emit: EventSink;
  /** Milliseconds since the run started. */
  readonly now: () => number;
  readonly timeoutMs: number;
  readonly interrupted: AbortSignal;
  readonly newLink: () => Link;
  readonly incident: (incident: Incident) => void;
  /** Told the name of a table before a request that may make it; absent where nobody keeps account. */
  readonly mayMake?: (table: string) => void;
  /** Absent where the owner's config has no database to look into. */
  readonly database: ((observe: Observe) => Database) | undefined;
  /** Acts as others than the principal of the run; absent where nobody is to. */
  readonly identities?: (setting: CallerSetting, admission: Admission, observe: Observe) => OpenIdentities;
  /** Asks the authorization server; absent where nobody is to. */
  readonly authorization?:
    | ((setting: CallerSetting, admission: Admission, observe: Observe) => AuthorizationServer)
    | undefined;
  /** Absent where the server is not pointed at an upstream API of ours. */
  readonly upstream?: ((observe: Observe) => Upstream) | undefined;
  /** Absent where the server is not reached by HTTP. */
  readonly raw?: ((setting: CallerSetting, admission: Admission) => RawWire) | undefined;
  /** What was measured under load; absent where no load was made. */
  readonly load?: ((observe: Observe, setting: CallerSetting) => LoadSeen) | undefined;
  /** Makes more of it; absent where no load was made. */
  readonly pressure?: ((observe: Observe, over: AbortSignal) => Pressure) | undefined;
  /** Absent where nobody asked for it. */
  readonly limits?: ((observe: Observe, over: AbortSignal) => Limits) | undefined;
  /** Absent where the run has no tap. */
  readonly tap: ((observe: Observe) => StatementTap) | undefined;
  /** Lets the database fail until `over` at the latest; absent where the run has no tap. */
  readonly faults?: ((observe: Observe, over: AbortSignal) => OpenFaults) | undefined;
}
