import { readFileSync } from "node:fs";
import { z } from "zod";
import { HarnessError } from "../../model/errors.ts";
import { isObject } from "../../model/json.ts";
import { parseDocument } from "../config/parse-document.ts";
import { readProblem } from "../read-problem.ts";
import { type InputEntry, inputEntry } from "./entry.ts";
import type { ClientConfigFile } from "./places.ts";

/** The servers in one client config file, not looked into yet. */
export interface Servers {
  readonly file: ClientConfigFile;
  readonly entries: ReadonlyMap<string, unknown>;
  readonly inputs: readonly InputEntry[];
}

/** Reads `servers` (VS Code) and `mcpServers` (everybody else). Undefined where there is no file; a broken one is a `config-invalid` HarnessError. */
export function readServers(file: ClientConfigFile): Servers | undefined {
  const text = read(file);
  if (text === undefined) return undefined;
  const data = parseDocument(text, file.shown, "json");
  if (!isObject(data)) throw notAnObject(file);
  const named = [data.servers, data.mcpServers].filter(isObject).flatMap((servers) => Object.entries(servers));
  const inputs = z.array(inputEntry).safeParse(data.inputs ?? []);
  return { file, entries: new Map(named), inputs: inputs.success ? inputs.data : [] };
}

function read(file: ClientConfigFile): string | undefined {
  try {
    return readFileSync(file.path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) {
      return undefined;
    }
    throw new HarnessError(
      "config-invalid",
      `${file.shown} cannot be read: ${readProblem(error)}.`,
      "Name another file with --mcp-config FILE.",
      error,
    );
  }
}

function notAnObject(file: ClientConfigFile): HarnessError {
  return new HarnessError(
    "config-invalid",
    `${file.shown} does not hold an object with mcpServers or servers.`,
    "Name another file with --mcp-config FILE.",
  );
}
