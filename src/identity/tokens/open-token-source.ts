import type { TokenConfig } from "../../model/config.ts";
import { HarnessError } from "../../model/errors.ts";
import type { TokenSource } from "../../model/principal.ts";
import { header } from "../header.ts";
import { resolveSecret } from "../resolve-secret.ts";
import { fixed } from "./fixed.ts";
import { fromCommand } from "./from-command.ts";
import { fromFile } from "./from-file.ts";
import { oauthSource } from "./oauth/oauth-source.ts";
import type { TokenPorts } from "./ports.ts";

/** What a `token` of the config comes to, and the token itself where it can only be this one. */
export interface OpenedToken {
  readonly source: TokenSource;
  readonly token: string | undefined;
}

/**
 * The source of a principal's token. Variables, commands and files are asked at once, a provider only with the first `get`.
 * What cannot be resolved is a `config-invalid` HarnessError.
 */
export async function openTokenSource(
  token: TokenConfig,
  name: string,
  path: string,
  ports: TokenPorts,
): Promise<OpenedToken> {
  const { secret, now, directory, environment, mint } = ports;
  if (typeof token === "object" && "oauth" in token) {
    return { source: await oauthSource(token.oauth, name, `${path}.oauth`, ports), token: undefined };
  }
  if (typeof token === "object" && "mint" in token) {
    if (mint === undefined) throw noIssuer(path);
    return { source: mint(token.mint), token: undefined };
  }
  if (typeof token === "object" && "file" in token) {
    return { source: await fromFile(token.file, path, directory, secret), token: undefined };
  }
  const resolve = async () => {
    const value = await resolveSecret(token, path, environment);
    header("authorization", `Bearer ${value}`, path);
    return value;
  };
  if (typeof token === "object" && "command" in token) {
    return { source: await fromCommand(resolve, secret, now), token: undefined };
  }
  const value = await resolve();
  secret(value);
  return { source: fixed(value), token: value };
}

function noIssuer(path: string): HarnessError {
  return new HarnessError(
    "config-invalid",
    `${path}.mint needs \`issuer\` in the config.`,
    "Add issuer, and point the server under test at it; or give the token another source.",
  );
}
