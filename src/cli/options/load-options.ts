import { type Command, InvalidArgumentError, Option } from "commander";
import { mostProcesses, type Profile, profiles } from "../../model/load/plan.ts";
import { duration, durationOrNone, integer, rate } from "./parsers.ts";

/** Flags that say what load is made; what is absent is as usual. */
export interface LoadFlags {
  readonly users?: number;
  /** Milliseconds. */
  readonly duration?: number;
  readonly profile?: Profile;
  /** Calls a second. */
  readonly arrivals?: number;
  /** Milliseconds. */
  readonly think?: number;
  readonly fanOut?: number;
  readonly callsPerSession?: number;
  readonly abandoned?: number;
  readonly cancelled?: number;
  readonly disconnected?: number;
  /** Milliseconds. */
  readonly warmUp?: number;
  /** Milliseconds that 95 of 100 calls may take, and the share of all that has to work. */
  readonly p95?: number;
  readonly availability?: number;
  /** The report of an earlier load. */
  readonly baseline?: string;
  readonly processes?: number;
  readonly pid?: number;
  readonly engine?: "own" | "autocannon";
  readonly limits?: boolean;
}

/** Adds the options of a load. */
export function addLoadOptions(command: Command): Command {
  return command
    .optionsGroup("The load:")
    .option("--users <n>", "users at the same time (default: 50)", integer(1, 5_000))
    .option("--duration <time>", "how long the profile lasts, beside steps and probes (default: 30s)", duration)
    .addOption(new Option("--profile <name>", "how users come (default: steady)").choices(profiles))
    .option(
      "--arrivals <n/s>",
      "calls that arrive, whether or not earlier ones were answered (default: users wait)",
      rate,
    )
    .option("--think <time>", "between an answer and the next call of a user (default: none)", durationOrNone)
    .option("--fan-out <n>", "calls that a user makes at once, as a model does (default: 1)", integer(1, 200))
    .option(
      "--calls-per-session <n>",
      "after which a user begins a new session (default: never)",
      integer(1, 1_000_000),
    )
    .option("--abandoned <share>", "sessions that are left without being ended, 0 to 1 (default: 0)", share)
    .option("--cancelled <share>", "calls that are taken back while they are under way, 0 to 1 (default: 0)", share)
    .option("--disconnected <share>", "calls whose client goes away, 0 to 1 (default: 0)", share)
    .option("--processes <n>", "processes that the users of a command share (default: 1)", integer(1, mostProcesses))
    .option("--pid <n>", "the server's process on this machine: its memory is looked at", integer(1, 2 ** 31 - 1))
    .option("--warm-up <time>", "at the beginning of the profile that is not counted (default: 2s)", durationOrNone)
    .option(
      "--p95 <time>",
      "that 95 of 100 calls may take (default: 1s, 5s for calls that the config calls complex)",
      duration,
    )
    .option("--availability <share>", "of calls that have to work, 0 to 1 (default: 0.999)", share)
    .option(
      "--limits",
      "also send what is too large, too deep or too slow, at the very end: a server may not survive it (Streamable HTTP)",
    )
    .option("--baseline <file>", "report.json of an earlier load that this one is compared with")
    .addOption(
      new Option("--engine <name>", "autocannon also measures what HTTP alone allows (default: own)").choices([
        "own",
        "autocannon",
      ]),
    );
}

function share(value: string): number {
  const number = Number(value);
  if (value.trim() !== "" && number >= 0 && number <= 1) return number;
  throw new InvalidArgumentError("It must be a share from 0 to 1.");
}
