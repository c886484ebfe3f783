import type { Suite } from "../model/check.ts";

/** What every command is lent: the outside world, so that nothing below reads globals. */
export interface Cli {
  readonly suites: () => Promise<readonly Suite[]>;
  readonly version: string;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** What stood after `--`; undefined when there was no `--`. */
  readonly serverCommand: readonly string[] | undefined;
  /** Whether the stream shows colours: a terminal, or FORCE_COLOR, and no NO_COLOR. */
  colour(stream: NodeJS.WriteStream): boolean;
}

/** How a command ends: the exit code it gives. */
export type Ended = Promise<number>;
