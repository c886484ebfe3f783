import type { Promises } from "./promises.ts";
import type { Incident } from "./subject.ts";
import type { Surface } from "./surface.ts";

/** What a check may look at when it names its subjects. */
export interface Scene {
  readonly surface: Surface;
  readonly promises: Promises;
  readonly principals: readonly string[];
  /** True when the owner promises that this tool changes nothing. */
  promisedReadOnly(tool: string): boolean;
  /** What went wrong so far; empty unless the check runs `after` the others. */
  readonly incidents: readonly Incident[];
  /** Paths and types of every argument a tool takes, from its schema. */
  parameters(tool: string): readonly Parameter[];
}

/** One argument of a tool that a payload can stand in for. */
export interface Parameter {
  readonly path: string;
  readonly type: "string" | "number" | "integer" | "boolean" | "unknown";
}
