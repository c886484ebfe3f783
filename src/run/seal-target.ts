import { header } from "../identity/header.ts";
import { targetSecrets } from "../identity/target-secrets.ts";
import { HarnessError } from "../model/errors.ts";
import type { HttpTarget, Target } from "../model/target.ts";

/** A target ready to use, and the strings in it that must never be written anywhere. */
export interface SealedTarget {
  readonly target: Target;
  readonly secrets: readonly string[];
}

/**
 * Checks a target however it was named: the URL is http(s), header names and values can be sent, and `user:password@`
 * becomes a Basic credential, because no client sends it from there. What is wrong is a HarnessError with exit code 3.
 */
export function sealTarget(target: Target): SealedTarget {
  const secrets = targetSecrets(target);
  if (target.kind === "stdio") return { target: { ...target, command: someCommand(target.command) }, secrets };
  const sealed = withoutUserInfo(target);
  return { target: sealed, secrets: [...new Set([...secrets, ...targetSecrets(sealed)])] };
}

function withoutUserInfo(target: HttpTarget): HttpTarget {
  const url = parse(target.url);
  const headers = Object.fromEntries(
    Object.entries(target.headers).map(([name, value]) => header(name, value, "the target's headers")),
  );
  if (url.username === "" && url.password === "") return { ...target, headers };
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  url.username = "";
  url.password = "";
  const authorization = headers.authorization ?? `Basic ${Buffer.from(pair).toString("base64")}`;
  return { ...target, url: url.href, headers: { ...headers, authorization } };
}

function parse(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return url;
  const shown = JSON.stringify(text.replace(/\/\/[^/@]*@/, "//").slice(0, 200));
  throw new HarnessError(
    "usage",
    `${shown} is not an http or https URL.`,
    "Write the address as http://host:port/path; a server that is to be started goes after --, such as: -- node server.js",
  );
}

function someCommand(command: string): string {
  if (command !== "") return command;
  throw new HarnessError(
    "usage",
    "The command to start the server is empty.",
    "Write it after --, such as: -- node server.js",
  );
}
