import { type Command, Option } from "commander";
import { type Severity, severities } from "../../model/verdict.ts";
import { collect, collectList, integer, rate } from "./parsers.ts";
import type { TargetFlags } from "./target-options.ts";

/** The formats that a report can be written in. */
export const reporters = ["html", "json", "markdown"] as const;
export type Reporter = (typeof reporters)[number];

/** Flags of a scan, besides those that name the server. */
export interface ScanFlags extends TargetFlags, OutputFlags {
  readonly suite?: readonly string[];
  readonly check?: readonly string[];
  readonly includeTool?: readonly string[];
  readonly excludeTool?: readonly string[];
  readonly includeParam?: readonly string[];
  readonly allowDestructive?: boolean;
  readonly dryRun?: boolean;
  readonly full?: boolean;
  readonly tap?: boolean;
  readonly lock?: string;
  readonly updateLock?: boolean;
  readonly seed?: number;
  readonly maxRequests?: number;
  readonly maxSeconds?: number;
  readonly concurrency?: number;
  readonly rate?: number;
  readonly failOn?: Severity;
  readonly failOnSuspected?: boolean;
  readonly strict?: boolean;
}

/** Flags that say what is shown and written. */
export interface OutputFlags {
  readonly reporter?: readonly string[];
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly trace?: boolean;
}

/** Flags of `demo`. */
export interface DemoFlags extends OutputFlags, Pick<ScanFlags, "suite" | "check" | "seed"> {
  readonly hardened?: boolean;
  readonly yes?: boolean;
}

/** Adds the options of a scan. */
export function addScanOptions(command: Command): Command {
  command
    .optionsGroup("What is tested:")
    .option("--suite <a,b>", "only these suites", collectList)
    .option("--check <id>", "only these checks (glob), repeatable", collectList)
    .option("--include-tool <glob>", "only these tools, repeatable", collect)
    .option("--exclude-tool <glob>", "not these tools, repeatable", collect)
    .option("--include-param <glob>", "only these parameters, repeatable", collect)
    .option("--allow-destructive", "also call tools that look as if they destroy something")
    .option("--full", "also make the load of the config, or the usual one, at the end, as --suite load does")
    .option("--dry-run", "print the calls that are planned, call no tool");
  addTapOptions(command)
    .option("--lock <file>", "compare what is listed with this lock file")
    .option("--update-lock", "write what is listed to the lock file (default: gauntlet.lock.json)");
  return addRunOptions(command);
}

/** Adds the options of the proxy before the database. */
export function addTapOptions(command: Command): Command {
  return command
    .option("--tap", "watch the statements that reach the database, through a proxy (needs its URL in the config)")
    .option("--no-tap", "do not, whatever the config says");
}

/** Adds the options of every run that ends in a report. */
export function addRunOptions(command: Command): Command {
  command
    .optionsGroup("Limits:")
    .option("--seed <n>", "the same seed makes the same calls (default: random)", integer(0, 2 ** 32 - 1))
    .option("--max-requests <n>", "requests in all", integer(1, 1_000_000_000))
    .option("--max-seconds <n>", "seconds in all", integer(1, 1_000_000))
    .option("--concurrency <n>", "subjects probed at the same time", integer(1, 64))
    .option("--rate <n/s>", "requests a second", rate)
    .optionsGroup("Exit code:")
    .addOption(
      new Option("--fail-on <severity>", "exit 1 for findings from here up (default: medium)").choices(severities),
    )
    .option("--fail-on-suspected", "exit 1 for suspected findings too")
    .option("--strict", "exit 2 when anything was inconclusive");
  return addOutputOptions(command);
}

/** Adds the options that say what is shown and written. */
export function addOutputOptions(command: Command): Command {
  return command
    .optionsGroup("Output:")
    .option("--reporter <a,b>", `formats to write: ${reporters.join(", ")} (default: all)`, collectList)
    .option("--out <dir>", "folder to write to (default: reports/<target>-<time>)")
    .option("--json", "print the JSON report on standard output instead of the summary")
    .option("--quiet", "no progress and no summary")
    .option("-v, --verbose", "every verdict as it falls")
    .option("--trace", "wire traffic on standard error, redacted");
}
