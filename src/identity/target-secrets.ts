import type { Target } from "../model/target.ts";
import { namesCredential } from "./credential-name.ts";
import { secretParts, urlCredentials } from "./secret-parts.ts";

/** Headers that carry no secret whatever they say; to redact their values would blot out ordinary text. */
const plainHeaders = new Set([
  "accept",
  "accept-encoding",
  "accept-language",
  "cache-control",
  "connection",
  "content-type",
  "host",
  "mcp-protocol-version",
  "origin",
  "referer",
  "user-agent",
]);

/** Every string in a target that must never be written anywhere: header values, and credentials in its URL, arguments and environment. */
export function targetSecrets(target: Target): readonly string[] {
  const found =
    target.kind === "http"
      ? [...headerSecrets(target.headers), ...urlSecrets(target.url)]
      : [...environmentSecrets(target.env), ...argumentSecrets(target.args)];
  return [...new Set(found)];
}

/** The secrets among headers: all values but those of headers that never carry one. */
export function headerSecrets(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers)
    .filter(([name]) => !plainHeaders.has(name.toLowerCase()))
    .flatMap(([, value]) => secretParts(value));
}

function environmentSecrets(env: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    namesCredential(name) ? secretParts(value) : urlCredentials(value),
  );
}

/** `--api-key=VALUE`, `--token VALUE`, and URLs with a password in them. */
function argumentSecrets(args: readonly string[]): readonly string[] {
  return args.flatMap((arg, index) => {
    const option = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(arg);
    if (!option) return isValueOfCredential(args[index - 1]) ? secretParts(arg) : urlCredentials(arg);
    const [, name = "", value] = option;
    if (value === undefined) return [];
    return namesCredential(name) ? secretParts(value) : urlCredentials(value);
  });
}

function isValueOfCredential(previous: string | undefined): boolean {
  return previous !== undefined && /^--?[A-Za-z][\w-]*$/.test(previous) && namesCredential(previous);
}

function urlSecrets(text: string): readonly string[] {
  const parameters = URL.canParse(text) ? [...new URL(text).searchParams] : [];
  const inQuery = parameters.filter(([name]) => namesCredential(name)).flatMap(([, value]) => secretParts(value));
  return [...urlCredentials(text), ...inQuery];
}
