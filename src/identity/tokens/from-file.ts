import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { HarnessError } from "../../model/errors.ts";
import type { TokenSource } from "../../model/principal.ts";
import { header } from "../header.ts";

/** Bytes; a token in a header cannot be longer than the header lines that servers take. */
const mostBytes = 64 * 1024;

/**
 * The token in a file, read again when the file has changed. One that cannot be read at first is a `config-invalid`
 * HarnessError; later it only gives no token.
 */
export async function fromFile(
  file: string,
  path: string,
  directory: string,
  secret: (value: string) => void,
): Promise<TokenSource> {
  const whole = resolve(directory, file);
  let held = await read();

  async function read() {
    const stamp = await stampOf(whole, file, path);
    const token = await readSecretFile(file, path, directory);
    header("authorization", `Bearer ${token}`, path);
    secret(token);
    return { stamp, token };
  }

  return {
    async get() {
      try {
        if ((await stampOf(whole, file, path)) !== held.stamp) held = await read();
        return { ok: true, token: held.token };
      } catch (error) {
        if (!(error instanceof HarnessError)) throw error;
        return { ok: false, why: "the file with its token can no longer be read" };
      }
    },
  };
}

/** What a file holds, white space at both ends cut. Throws a `config-invalid` HarnessError where it is missing, empty or too large. */
export async function readSecretFile(file: string, path: string, directory: string): Promise<string> {
  const whole = resolve(directory, file);
  const info = await stat(whole).catch(() => undefined);
  if (info?.isFile() !== true) throw unreadable(file, path, "there is no such file");
  if (info.size > mostBytes) throw unreadable(file, path, `it is larger than ${mostBytes} bytes`);
  const text = await readFile(whole, "utf8").catch(() => undefined);
  if (text === undefined) throw unreadable(file, path, "it cannot be read");
  if (text.trim() === "") throw unreadable(file, path, "it is empty");
  return text.trim();
}

async function stampOf(whole: string, file: string, path: string): Promise<string> {
  const info = await stat(whole, { bigint: true }).catch(() => undefined);
  if (info === undefined) throw unreadable(file, path, "there is no such file");
  return `${info.ino} ${info.size} ${info.mtimeNs}`;
}

function unreadable(file: string, path: string, why: string): HarnessError {
  return new HarnessError(
    "config-invalid",
    `${path}: ${file} gave no secret: ${why}.`,
    "The file must hold the secret and nothing else; a relative path starts at the folder of the config.",
  );
}
