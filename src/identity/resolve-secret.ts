import { execFile } from "node:child_process";
import type { Secret } from "../model/config.ts";
import { HarnessError } from "../model/errors.ts";

/** Milliseconds that a command which prints a secret may take. */
const commandTimeoutMs = 10_000;

/**
 * The secret itself. `path` is the key in the config that holds the reference, for the error messages. A variable that
 * is unset or empty, or a command that fails or prints nothing, is a `config-invalid` HarnessError.
 */
export async function resolveSecret(
  secret: Secret,
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  if (typeof secret === "string") return secret;
  if ("value" in secret) return secret.value;
  if ("env" in secret) return fromEnvironment(secret.env, path, environment);
  return fromCommand(secret.command, path);
}

/** True for a secret that is written out in the config instead of referred to. */
export function isLiteral(secret: Secret): boolean {
  return typeof secret === "string" || "value" in secret;
}

function fromEnvironment(
  name: string,
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const value = environment[name];
  if (value !== undefined && value !== "") return value;
  const state = value === undefined ? "not set" : "empty";
  throw new HarnessError(
    "config-invalid",
    `${path}: the environment variable ${name} is ${state}.`,
    `Set ${name} before the run, or change the reference in the config.`,
  );
}

async function fromCommand(command: readonly string[], path: string): Promise<string> {
  const [file = "", ...args] = command;
  const outcome = await run(file, args);
  if (outcome.why !== undefined) {
    throw new HarnessError(
      "config-invalid",
      `${path}: the command ${file} gave no secret: ${outcome.why}.`,
      "Run it by hand; it must print the secret on standard output and exit 0 within ten seconds.",
    );
  }
  return outcome.stdout;
}

/** No shell, so that nothing in the arguments is interpreted. What the command printed is never part of a message. */
function run(file: string, args: readonly string[]): Promise<{ stdout: string; why: string | undefined }> {
  return new Promise((settle) => {
    const child = execFile(
      file,
      args,
      { encoding: "utf8", timeout: commandTimeoutMs, maxBuffer: 1 << 20, windowsHide: true, killSignal: "SIGKILL" },
      (error, stdout) => {
        const text = stdout.trim();
        settle({ stdout: text, why: error ? failure(error) : text === "" ? "it printed nothing" : undefined });
      },
    );
    child.stdin?.end();
  });
}

function failure(error: { code?: unknown; killed?: boolean | undefined; signal?: unknown }): string {
  if (error.code === "ENOENT") return "it was not found";
  if (error.code === "EACCES") return "it may not be executed";
  if (error.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return "it printed too much";
  if (error.killed) return "it took longer than ten seconds";
  return typeof error.code === "number" ? `it exited with code ${error.code}` : `it was ended by ${error.signal}`;
}
