import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { HarnessError } from "../../model/errors.ts";
import type { Target } from "../../model/target.ts";
import { readProblem } from "../read-problem.ts";
import type { ServerEntry } from "./entry.ts";
import { expand, type Meanings } from "./expand.ts";

/** The target that a client's entry describes, its variables filled in. What cannot be used is a `config-invalid` HarnessError. */
export function toTarget(entry: ServerEntry, meanings: Meanings): Target {
  const kind = (entry.type ?? entry.transport)?.toLowerCase();
  const fill = (text: string) => expand(text, meanings);
  if (entry.command !== undefined && entry.url !== undefined) throw wrong(meanings, "has both command and url");
  if (entry.command !== undefined) {
    const file = entry.envFile === undefined ? {} : readEnvFile(fill(entry.envFile), meanings);
    return {
      kind: "stdio",
      command: fill(entry.command),
      args: (entry.args ?? []).map(fill),
      env: { ...file, ...filled(entry.env, fill) },
      cwd: entry.cwd === undefined ? undefined : resolve(meanings.workspace, fill(entry.cwd)),
      era: "auto",
    };
  }
  if (entry.url === undefined) throw wrong(meanings, "has neither command nor url");
  return {
    kind: "http",
    url: fill(entry.url),
    transport: httpTransport(kind, meanings),
    era: "auto",
    headers: filled(entry.headers, fill),
  };
}

/** `http` is what clients write for Streamable HTTP with its fallback. */
function httpTransport(kind: string | undefined, meanings: Meanings): "auto" | "streamable-http" | "sse" {
  switch (kind) {
    case undefined:
    case "http":
      return "auto";
    case "sse":
      return "sse";
    case "streamable-http":
    case "streamablehttp":
      return "streamable-http";
    default:
      throw wrong(meanings, `has a url and the type ${JSON.stringify(kind)}`);
  }
}

function filled(map: ServerEntry["env"], fill: (text: string) => string): Record<string, string> {
  const entries = Object.entries(map ?? {}).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([name, value]) => [name, fill(String(value))]));
}

function readEnvFile(name: string, meanings: Meanings): Record<string, string> {
  try {
    const values = parseEnv(readFileSync(resolve(meanings.workspace, name), "utf8"));
    return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value ?? ""]));
  } catch (error) {
    throw wrong(meanings, `names the envFile ${name}, which cannot be read: ${readProblem(error)}`);
  }
}

function wrong(meanings: Meanings, why: string): HarnessError {
  return new HarnessError(
    "config-invalid",
    `${meanings.where} ${why}.`,
    "A server has a command with args, or a url with headers.",
  );
}
