import { HarnessError } from "../../model/errors.ts";
import type { Target } from "../../model/target.ts";
import { nearest } from "../nearest.ts";
import { serverEntry } from "./entry.ts";
import { clientConfigFiles, namedClientConfigFile, type Place } from "./places.ts";
import { readServers, type Servers } from "./read-servers.ts";
import { toTarget } from "./to-target.ts";

/** A server found by its name in the files that MCP clients keep. */
export interface FoundServer {
  readonly target: Target;
  /** Sentences for the user: where it came from, and that a client has it switched off. */
  readonly notes: readonly string[];
  /** Inputs that the client hides while they are typed. */
  readonly secrets: readonly string[];
}

/**
 * Looks for `name` in `file`, or else in the known places, nearest first. A file that is broken is only an error when
 * the name is in no other; all errors are `config-invalid` HarnessErrors.
 */
export function findServer(name: string, file: string | undefined, place: Place): FoundServer {
  const files = file === undefined ? clientConfigFiles(place) : [namedClientConfigFile(file, place)];
  const read: Servers[] = [];
  let broken: unknown;
  for (const candidate of files) {
    try {
      const servers = readServers(candidate);
      if (servers) read.push(servers);
      if (servers?.entries.has(name)) break;
    } catch (error) {
      broken ??= error;
    }
  }
  const found = read.at(-1);
  if (found?.entries.has(name)) return describeServer(name, found, place);
  if (broken !== undefined) throw broken;
  throw notFound(
    name,
    files.map(({ shown }) => shown),
    read,
  );
}

function describeServer(name: string, { file, entries, inputs }: Servers, place: Place): FoundServer {
  const where = `${file.shown}: server ${JSON.stringify(name)}`;
  const entry = serverEntry.safeParse(entries.get(name));
  if (!entry.success) {
    const key = entry.error.issues[0]?.path.join(".") ?? "";
    throw new HarnessError(
      "config-invalid",
      key === "" ? `${where} is not an object.` : `${where} has a value for ${key} that is not of the right type.`,
      "A server has a command with args and env, or a url with headers.",
    );
  }
  const meanings = { environment: place.environment, workspace: file.workspace, home: place.home, inputs, where };
  const target = toTarget(entry.data, meanings);
  const hidden = inputs.filter(({ password }) => password === true);
  const disabled = entry.data.disabled === true ? [`${where} is disabled there; it is used because you named it.`] : [];
  return {
    target,
    notes: [`server ${JSON.stringify(name)} is taken from ${file.shown}`, ...disabled],
    secrets: hidden.flatMap(({ id }) => place.environment[id.replace(/[^A-Za-z0-9]+/g, "_").toUpperCase()] ?? []),
  };
}

function notFound(name: string, looked: readonly string[], read: readonly Servers[]): HarnessError {
  const names = [...new Set(read.flatMap(({ entries }) => [...entries.keys()]))];
  const guess = nearest(name, names);
  const known = names.length === 0 ? "None of these holds a server." : `Servers there: ${names.join(", ")}.`;
  return new HarnessError(
    "config-invalid",
    `There is no server ${JSON.stringify(name)} in ${looked.join(", ")}.`,
    guess === undefined ? known : `Did you mean ${guess}? ${known}`,
  );
}
