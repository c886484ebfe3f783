import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { pathToFileURL } from "node:url";
import { type Config, configSchema } from "../../model/config.ts";
import { HarnessError } from "../../model/errors.ts";
import { readProblem } from "../read-problem.ts";
import { describeIssue } from "./describe-issue.ts";
import { parseDocument } from "./parse-document.ts";

/** Reads and checks one config file. `shown` is how messages call it; all that is wrong with it is a `config-invalid` HarnessError. */
export async function readConfig(file: string, shown: string): Promise<Config> {
  const data = await load(file, shown);
  const parsed = configSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const { sentence, hint } = describeIssue(parsed.error, data);
  throw new HarnessError("config-invalid", `${shown}: ${sentence}.`, hint);
}

async function load(file: string, shown: string): Promise<unknown> {
  const kind = extname(file).toLowerCase();
  if (kind === ".mjs") return loadModule(file, shown);
  if (kind !== ".json" && kind !== ".yaml" && kind !== ".yml") {
    throw new HarnessError(
      "config-invalid",
      `${shown}: a config cannot be read from a file of this kind.`,
      "Name it .json, .yaml, .yml or .mjs.",
    );
  }
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new HarnessError(
      "config-invalid",
      `${shown} cannot be read: ${readProblem(error)}.`,
      "Check --config.",
      error,
    );
  });
  return parseDocument(text, shown, kind === ".json" ? "json" : "yaml");
}

/** The default export, or what it resolves to. */
async function loadModule(file: string, shown: string): Promise<unknown> {
  const loaded: { default?: unknown } = await import(pathToFileURL(file).href).catch((error: unknown) => {
    const missing = error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
    const why = missing && error.message.includes(file) ? "there is no such file" : thrown(error);
    throw new HarnessError(
      "config-invalid",
      `${shown} cannot be loaded: ${why}.`,
      "Run it with node to see why.",
      error,
    );
  });
  if (loaded.default !== undefined)
    return Promise.resolve(loaded.default).catch((error: unknown) => rejected(shown, error));
  throw new HarnessError("config-invalid", `${shown} has no default export.`, "Write: export default { … }.");
}

function rejected(shown: string, error: unknown): never {
  throw new HarnessError(
    "config-invalid",
    `${shown} cannot be loaded: ${thrown(error)}.`,
    "Run it with node to see why.",
  );
}

function thrown(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return (text.split("\n")[0] ?? "").replace(/\.$/, "").slice(0, 300);
}
