import { HarnessError } from "../../model/errors.ts";
import type { Target } from "../../model/target.ts";
import type { TargetFlags } from "../options/target-options.ts";

/** The target with what the command line says of it; a flag that means nothing for its kind is a usage error. */
export function applyTargetFlags(target: Target, flags: TargetFlags): Target {
  const era = flags.era ?? target.era;
  if (target.kind === "http") {
    if (flags.env !== undefined)
      throw meaningless("--env", "reached by URL", "Only a server that is started has variables.");
    if ((flags.transport ?? target.transport) === "sse" && era === "modern") throw noModernSse();
    if (flags.transport === "stdio") throw wrongTransport("stdio", "reached by URL");
    const added = (flags.header ?? []).map(([name, value]) => [name.toLowerCase(), value]);
    return {
      ...target,
      era,
      transport: flags.transport ?? target.transport,
      headers: { ...target.headers, ...Object.fromEntries(added) },
    };
  }
  if (flags.header !== undefined)
    throw meaningless("--header", "started as a command", "Only a server with a URL takes headers.");
  if (flags.transport !== undefined && flags.transport !== "auto" && flags.transport !== "stdio") {
    throw wrongTransport(flags.transport, "started as a command");
  }
  return { ...target, era, env: { ...target.env, ...Object.fromEntries(flags.env ?? []) } };
}

function meaningless(option: string, how: string, hint: string): HarnessError {
  return new HarnessError("usage", `${option} means nothing for a server that is ${how}.`, hint);
}

function noModernSse(): HarnessError {
  return new HarnessError(
    "usage",
    "The modern era (2026-07-28) has no SSE transport.",
    "Leave --transport or --era out, and the right one is found.",
  );
}

function wrongTransport(transport: string, how: string): HarnessError {
  return new HarnessError(
    "usage",
    `--transport ${transport} does not go with a server that is ${how}.`,
    "Leave --transport out, and the right one is found.",
  );
}
