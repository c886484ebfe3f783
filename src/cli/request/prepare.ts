import { randomInt } from "node:crypto";
import { homedir } from "node:os";
import { dirname, relative, resolve } from "node:path";
import type { Config } from "../../model/config.ts";
import { HarnessError } from "../../model/errors.ts";
import type { ReportedLoad } from "../../model/load/reported-load.ts";
import type { Lock } from "../../model/lock.ts";
import { checkTokenPlaces } from "../../run/check-token-places.ts";
import { resolveConfig } from "../../run/resolve-config.ts";
import type { ScanRequest } from "../../run/scan-request.ts";
import { sealTarget } from "../../run/seal-target.ts";
import type { Cli } from "../cli.ts";
import { findConfig } from "../config/find-config.ts";
import { readConfig } from "../config/read-config.ts";
import { uncheckedKeys } from "../config/unchecked.ts";
import type { LoadFlags } from "../options/load-options.ts";
import type { ScanFlags } from "../options/scan-options.ts";
import { applyTargetFlags } from "./apply-target-flags.ts";
import { buildRequest, defaultTimeoutMs } from "./build-request.ts";
import { chooseTarget } from "./choose-target.ts";
import { loadRequest } from "./load-request.ts";
import { readBaseline } from "./read-baseline.ts";
import { readLock } from "./read-lock.ts";
import { readNet } from "./read-net.ts";
import { surroundingsOf } from "./surroundings.ts";
import { targetName } from "./target-name.ts";

/** A command line and its config, understood. */
export interface Prepared {
  readonly request: ScanRequest;
  readonly config: Config;
  /** Where relative paths of the config start. */
  readonly configDirectory: string;
  /** The file that the config came from, as an absolute path. */
  readonly configFile: string | undefined;
  /** Sentences to show before the run. */
  readonly notes: readonly string[];
}

/** Reads everything a run needs: config, client config, secrets, certificates. What is wrong is a HarnessError with exit code 3. */
export async function prepare(
  cli: Cli,
  url: string | undefined,
  flags: ScanFlags,
  load?: LoadFlags,
): Promise<Prepared> {
  const place = {
    directory: cli.directory,
    home: homedir(),
    platform: process.platform,
    environment: cli.environment,
  };
  const file = findConfig(flags.config, cli.directory);
  const shown = flags.config ?? relative(cli.directory, file ?? "");
  const config = file === undefined ? {} : await readConfig(file, shown);
  const configDirectory = file === undefined ? cli.directory : dirname(file);
  const chosen = chooseTarget(url, cli.serverCommand, flags, place);
  const { target: ownTarget, ...others } = config;
  // the config's target is not even resolved when another is named: its secrets are not for that server
  const { net, secrets: proxySecrets } = await readNet(flags, config.allowHosts ?? [], cli.directory);
  const resolved = await resolveConfig(chosen === undefined ? config : others, {
    ...surroundingsOf(cli, configDirectory),
    net,
    url: chosen?.target.kind === "http" ? chosen.target.url : undefined,
  });
  const found = chosen?.target ?? resolved.target;
  if (found === undefined) throw noTarget(file === undefined ? undefined : shown);
  checkTokenPlaces(resolved.principals, found);
  const { target, secrets } = sealTarget(applyTargetFlags(found, flags));
  const unchecked = uncheckedKeys(config);
  const aside = `the target in ${shown} is set aside, because the command line names a server`;
  return {
    request: buildRequest({
      config,
      resolved,
      flags,
      target,
      targetName: targetName(target, chosen?.name),
      net,
      lock: await lockOf(flags, cli.directory),
      load:
        load && loadRequest(load, config.load ?? {}, flags.timeout ?? defaultTimeoutMs, await baselineOf(load, cli)),
      secrets: [...secrets, ...proxySecrets, ...(chosen?.secrets ?? [])],
      seed: randomInt(2 ** 32),
    }),
    config,
    configDirectory,
    configFile: file,
    notes: [
      ...(chosen?.notes ?? []),
      ...(chosen !== undefined && ownTarget !== undefined ? [aside] : []),
      ...resolved.warnings,
      ...(unchecked.length === 0 ? [] : [`no check looks at ${unchecked.join(", ")} yet`]),
    ],
  };
}

function baselineOf({ baseline }: LoadFlags, { directory }: Cli): Promise<ReportedLoad> | undefined {
  return baseline === undefined ? undefined : readBaseline(resolve(directory, baseline), baseline);
}

/** What is about to be locked anew is not compared with what was locked. */
function lockOf({ lock, updateLock }: ScanFlags, directory: string): Promise<Lock> | undefined {
  return lock === undefined || updateLock ? undefined : readLock(resolve(directory, lock), lock);
}

function noTarget(config: string | undefined): HarnessError {
  const where = config === undefined ? "target in gauntlet.config.json" : `target in ${config}`;
  return new HarnessError(
    "usage",
    "No server was named.",
    `Give a URL, --server NAME, a command after --, or ${where}.`,
  );
}
