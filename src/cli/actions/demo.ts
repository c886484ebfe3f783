import { randomInt } from "node:crypto";
import { createInterface } from "node:readline/promises";
import type { Config } from "../../model/config.ts";
import { exitCodes } from "../../model/errors.ts";
import { openDemo } from "../../run/demo/open-demo.ts";
import { resolveConfig } from "../../run/resolve-config.ts";
import type { Cli } from "../cli.ts";
import type { DemoFlags } from "../options/scan-options.ts";
import { chooseReporters } from "../output/choose-reporters.ts";
import { runPath } from "../output/run-path.ts";
import { buildRequest, defaultTimeoutMs } from "../request/build-request.ts";
import { loadRequest } from "../request/load-request.ts";
import { readNet } from "../request/read-net.ts";
import { surroundingsOf } from "../request/surroundings.ts";
import { runScan } from "./run-scan.ts";

/** Requests a second: as many as the server answers, since it is ours. */
const demoRate = 1_000;

/** Scans the built-in server. A demonstration, not a gate: the exit code is 0 when it ran. */
export async function demoAction(cli: Cli, flags: DemoFlags): Promise<number> {
  const name = flags.hardened ? "demo-hardened" : "demo";
  const reporters = chooseReporters(flags.reporter);
  const suites = await cli.suites();
  const { net } = await readNet({}, [], cli.directory);
  if (!flags.quiet)
    cli.stderr.write("starting the demo: PostgreSQL, and a customer database server for two companies\n");
  const demo = await openDemo(flags.hardened === true, cli.version, consent(cli, flags.yes === true));
  try {
    if (!flags.quiet) cli.stderr.write(`asking as ${(demo.config.principals ?? []).map(introduced).join(", ")}\n`);
    const resolved = await resolveConfig(demo.config, {
      ...surroundingsOf(cli, cli.directory),
      environment: { DATABASE_URL: demo.databaseUrl },
      net,
      url: demo.url,
    });
    const request = buildRequest({
      config: demo.config,
      resolved,
      flags: { ...flags, rate: demoRate },
      target: { kind: "http", url: demo.url, transport: "streamable-http", era: "auto", headers: {} },
      targetName: name,
      net,
      lock: undefined,
      load: { ...loadRequest({}, demo.config.load ?? {}, defaultTimeoutMs, undefined), pace: "short" },
      secrets: [],
      seed: randomInt(2 ** 32),
    });
    const nowhere = { out: undefined, directory: cli.directory };
    const path = runPath(flags.out, nowhere, cli.directory, name, new Date());
    const report = await runScan(cli, {
      request,
      suites,
      flags,
      reporters,
      path,
      configFile: undefined,
      lockFile: undefined,
      notes: [],
    });
    if (report.stopReason !== "completed" && report.stopReason !== "budget") return report.exitCode;
    if (!flags.quiet) {
      (flags.json ? cli.stderr : cli.stdout).write(
        `\nThis was a demonstration and exits 0; scan would have given exit code ${report.exitCode}.\n`,
      );
    }
    return exitCodes.ok;
  } finally {
    await demo.stop();
  }
}

/** Somebody with the company they are of, or with why they are here: `dave (globex)`, `erin (disabled)`. */
function introduced({ name, standing, tenant }: NonNullable<Config["principals"]>[number]): string {
  const about = standing === undefined || standing === "user" ? tenant : standing;
  return about === undefined ? name : `${name} (${about})`;
}

/** Asks on a terminal; elsewhere the answer is no unless `--yes` was given. */
function consent(cli: Cli, yes: boolean): (question: string) => Promise<boolean> {
  return async (question) => {
    if (yes || !process.stdin.isTTY) return yes;
    const terminal = createInterface({ input: process.stdin, output: cli.stderr });
    const answer = await terminal.question(`${question} [y/N] `);
    terminal.close();
    return /^y(es)?$/i.test(answer.trim());
  };
}
