import type { OAuthConfig } from "../../../model/config.ts";
import { HarnessError } from "../../../model/errors.ts";

type Key = keyof OAuthConfig;

/** What each grant cannot do without, each entry a choice. */
const required: Readonly<Record<OAuthConfig["grant"], readonly (readonly Key[])[]>> = {
  client_credentials: [["clientSecret", "privateKey"]],
  refresh_token: [["refreshToken"]],
  password: [["username"], ["password"]],
  token_exchange: [["subjectToken"]],
  authorization_code: [],
};

/** Keys that mean something to one grant only. */
const only: Readonly<Partial<Record<Key, OAuthConfig["grant"]>>> = {
  refreshToken: "refresh_token",
  password: "password",
  subjectToken: "token_exchange",
  redirectUri: "authorization_code",
};

const needs: Readonly<Partial<Record<NonNullable<OAuthConfig["clientAuth"]>, Key>>> = {
  client_secret_basic: "clientSecret",
  client_secret_post: "clientSecret",
  private_key_jwt: "privateKey",
};

/** Throws a `config-invalid` HarnessError where a grant lacks something, or is given what it has no use for. */
export function checkRequirements(config: OAuthConfig, path: string): void {
  for (const choice of required[config.grant]) {
    if (choice.some((key) => config[key] !== undefined)) continue;
    throw wrong(`${path}: the grant ${config.grant} needs ${choice.join(" or ")}.`);
  }
  for (const [key, grant] of Object.entries(only)) {
    if (config[key as Key] === undefined || config.grant === grant) continue;
    throw wrong(`${path}.${key} means nothing to the grant ${config.grant}, only to ${grant}.`);
  }
  const need = config.clientAuth === undefined ? undefined : needs[config.clientAuth];
  if (need === undefined || config[need] !== undefined) return;
  throw wrong(`${path}.clientAuth is ${config.clientAuth}, but there is no ${need}.`);
}

function wrong(sentence: string): HarnessError {
  return new HarnessError("config-invalid", sentence, "docs/configuration.md lists what each grant needs.");
}
