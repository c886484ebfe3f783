import type { CanaryState } from "./canary.ts";
import type { DatabaseChange } from "./database-change.ts";
import type { ErrorsSeen } from "./disclosure.ts";
import type { Identity } from "./identity.ts";
import type { Drifted } from "./lock.ts";
import type { Promises } from "./promises.ts";
import type { Incident } from "./subject.ts";
import type { Surface } from "./surface.ts";

/** What a check may look at when it names its subjects. */
export interface Scene {
  readonly surface: Surface;
  readonly promises: Promises;
  readonly principals: readonly string[];
  /** What the server showed to each principal, in the order of the config, and last to nobody. */
  readonly identities: readonly Identity[];
  /** True when the owner promises that this tool changes nothing. */
  promisedReadOnly(tool: string): boolean;
  /** What went wrong so far; empty unless the check runs `after` the others. */
  readonly incidents: readonly Incident[];
  /** The canaries that are looked for, with what was seen of each; leaks only where the check runs `after` the others. */
  readonly canaries: readonly CanaryState[];
  /** The tools that were called, and those of them of which a call succeeded. */
  readonly called: { readonly all: readonly string[]; readonly worked: readonly string[] };
  /** What became different in the database while the other checks ran; undefined where nobody looked. */
  readonly changes: readonly DatabaseChange[] | undefined;
  /** How often the server announced so far that its list of tools changes; absent = never. */
  readonly announced?: number;
  /** What errors told so far; nothing before the checks that run `after` the others. */
  readonly errors: ErrorsSeen;
  /** How what is listed compares with the lock; undefined where the run has none. */
  readonly drifted: Drifted | undefined;
  /** Paths and types of every argument a tool takes, from its schema. */
  parameters(tool: string): readonly Parameter[];
  /** True where the server is pointed at an upstream API of ours. */
  readonly upstream?: boolean;
  /** True where the server reaches its database through the tap. */
  readonly tapped?: boolean;
  /** What whoever starts the run knows anyhow, and which paths exist on this machine, where the server is on it. */
  readonly acquaintance?: {
    readonly known: readonly string[];
    readonly exists: ((path: string) => boolean) | undefined;
  };
  /** True for a tool that this run may call: in its scope, and not one that it leaves alone. */
  mayCall(tool: string): boolean;
  /** True where the owner gave arguments that make this tool work. */
  sampled(tool: string): boolean;
  /** What the owner's sample of this tool takes from the reply of another tool, whose call comes first. */
  drawsFrom(tool: string): readonly Draw[];
}

/** The argument `param` takes what the reply of `tool` holds at `path` (`$.id`). */
export interface Draw {
  readonly tool: string;
  readonly path: string;
  readonly param: string;
  /** The tool that removes what the earlier call made, where the owner names one. */
  readonly teardown: string | undefined;
}

/** One argument of a tool that a payload can stand in for. */
export interface Parameter {
  readonly path: string;
  readonly type: "string" | "number" | "integer" | "boolean" | "unknown";
}
