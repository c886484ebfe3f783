import { basename, sep } from "node:path";
import { HarnessError } from "../../model/errors.ts";
import type { InputEntry } from "./entry.ts";

/** What the variables of a client config stand for. */
export interface Meanings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workspace: string;
  readonly home: string;
  readonly inputs: readonly InputEntry[];
  /** Opens an error message: the file and the server. */
  readonly where: string;
}

/**
 * Fills in `${VAR}`, `${env:VAR}`, `${VAR:-default}`, `${workspaceFolder}`, `${userHome}` and `${input:ID}`. An input
 * is read from the variable that its id spells in capitals, then from its default. What has no value is a
 * `config-invalid` HarnessError that names it.
 */
export function expand(text: string, meanings: Meanings): string {
  return text.replace(/\$\{([^{}]*)\}/g, (_, body: string) => meaning(body, meanings));
}

function meaning(body: string, meanings: Meanings): string {
  const split = body.indexOf(":-");
  const name = split < 0 ? body : body.slice(0, split);
  const fallback = split < 0 ? undefined : body.slice(split + 2);
  if (name.startsWith("input:")) return inputValue(name.slice("input:".length), meanings);
  const fixed = fixedMeaning(name, meanings);
  if (fixed !== undefined) return fixed;
  const variable = name.startsWith("env:") ? name.slice("env:".length) : name;
  if (!/^[A-Za-z_][A-Za-z0-9_()]*$/.test(variable)) throw unknown(body, meanings);
  const value = meanings.environment[variable];
  if (value !== undefined && (value !== "" || fallback === undefined)) return value;
  if (fallback !== undefined) return fallback;
  throw new HarnessError(
    "config-invalid",
    `${meanings.where} uses \${${body}}, but the environment variable ${variable} is not set.`,
    `Set ${variable} before the run.`,
  );
}

function fixedMeaning(name: string, { workspace, home }: Meanings): string | undefined {
  switch (name) {
    case "workspaceFolder":
      return workspace;
    case "workspaceFolderBasename":
      return basename(workspace);
    case "userHome":
      return home;
    case "pathSeparator":
    case "/":
      return sep;
    default:
      return undefined;
  }
}

function inputValue(id: string, meanings: Meanings): string {
  const variable = id.replace(/[^A-Za-z0-9]+/g, "_").toUpperCase();
  const value = meanings.environment[variable] ?? meanings.inputs.find((input) => input.id === id)?.default;
  if (value !== undefined) return value;
  throw new HarnessError(
    "config-invalid",
    `${meanings.where} asks for the input ${JSON.stringify(id)}, which has no value here.`,
    `Set the environment variable ${variable} before the run.`,
  );
}

function unknown(body: string, meanings: Meanings): HarnessError {
  return new HarnessError(
    "config-invalid",
    `${meanings.where} uses \${${body}}, which has no meaning outside the client it was written for.`,
    "Write the value itself, or an environment variable.",
  );
}
