import type { Config, Secret, TokenConfig } from "../model/config.ts";
import { HarnessError } from "../model/errors.ts";
import type { LoginClient, Principal, TokenPlace, TokenSource } from "../model/principal.ts";
import { namesCredential } from "./credential-name.ts";
import { header } from "./header.ts";
import { isLiteral, resolveSecret } from "./resolve-secret.ts";
import { secretParts, shortestSecret } from "./secret-parts.ts";
import { headerSecrets } from "./target-secrets.ts";
import { openTokenSource } from "./tokens/open-token-source.ts";
import type { TokenPorts } from "./tokens/ports.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** A map of names to secrets, resolved. */
export interface ResolvedMap {
  readonly values: Readonly<Record<string, string>>;
  /** Strings that must never be written anywhere. */
  readonly secrets: readonly string[];
  /** Sentences for the user. */
  readonly warnings: readonly string[];
}

/**
 * The identities of a config with their credentials; every secret of them has been reported to `ports.secret`, too. What
 * cannot be resolved is a `config-invalid` HarnessError. Providers of tokens have not been asked yet.
 */
export async function resolvePrincipals(
  principals: NonNullable<Config["principals"]>,
  ports: TokenPorts,
): Promise<{
  readonly principals: readonly Principal[];
  readonly secrets: readonly string[];
  readonly warnings: readonly string[];
}> {
  const secrets: string[] = [];
  const warnings: string[] = [];
  const learn = (value: string) => {
    for (const part of secretParts(value)) {
      secrets.push(part);
      ports.secret(part);
    }
  };
  const resolved: Principal[] = [];
  for (const [index, entry] of principals.entries()) {
    const path = `principals[${index}]`;
    if (resolved.some(({ name }) => name === entry.name)) throw twice(path, entry.name);
    const headers = await resolveHeaders(entry.headers ?? {}, `${path}.headers`, ports.environment);
    const env = await resolveMap(entry.env ?? {}, `${path}.env`, ports.environment);
    const place = tokenPlace(entry, path);
    if (entry.token !== undefined) refuseTwoTokens(place, headers.values, env.values, path);
    for (const part of [headers, env]) {
      for (const value of part.secrets) learn(value);
      warnings.push(...part.warnings);
    }
    const token = await openToken(entry, path, { ...ports, secret: learn });
    warnings.push(...token.warnings);
    resolved.push({
      name: entry.name,
      headers: headers.values,
      env: env.values,
      token: token.source,
      ...(place === undefined ? {} : { tokenIn: place }),
      ...loginOf(entry.token),
      standing: entry.standing ?? "user",
      tenant: entry.tenant,
      samples: entry.samples ?? {},
      expect: {
        allow: entry.expect?.allow ?? [],
        deny: entry.expect?.deny ?? [],
        list: entry.expect?.list ?? [],
      },
    });
  }
  // A copy: what providers issue later is only reported.
  return { principals: resolved, secrets: [...secrets], warnings };
}

async function openToken(
  { token, name }: NonNullable<Config["principals"]>[number],
  path: string,
  ports: TokenPorts,
): Promise<{ readonly source: TokenSource | undefined; readonly warnings: readonly string[] }> {
  if (token === undefined) return { source: undefined, warnings: [] };
  const opened = await openTokenSource(token, name, `${path}.token`, ports);
  return { source: opened.source, warnings: tokenWarnings(token, opened.token ?? "", `${path}.token`) };
}

/** The client of a user's login, with the redirect URI that it has in a browser where the config names none. */
function loginOf(token: TokenConfig | undefined): { readonly login?: LoginClient } {
  if (typeof token !== "object" || !("oauth" in token)) return {};
  const { grant, clientId, clientSecret, privateKey, issuer } = token.oauth;
  if (grant !== "authorization_code" && grant !== "refresh_token") return {};
  const redirectUri = grant === "refresh_token" ? undefined : (token.oauth.redirectUri ?? "http://127.0.0.1/callback");
  const confidential = clientSecret !== undefined || privateKey !== undefined;
  return { login: { clientId, redirectUri, confidential, issuer } };
}

function tokenWarnings(token: TokenConfig, value: string, path: string): readonly string[] {
  if (typeof token === "string" || "value" in token || "env" in token) return secretWarnings(token, value, path);
  if (!("oauth" in token)) return [];
  const { clientSecret, privateKey, password, refreshToken, subjectToken } = token.oauth;
  return Object.entries({ clientSecret, privateKey, password, refreshToken, subjectToken }).flatMap(([key, secret]) =>
    secret !== undefined && (typeof secret === "string" || "value" in secret)
      ? secretWarnings(secret, typeof secret === "string" ? secret : secret.value, `${path}.oauth.${key}`)
      : [],
  );
}

/** Header names come out in lower case; every value counts as a secret unless its name says that it carries none. */
export async function resolveHeaders(
  map: Readonly<Record<string, Secret>>,
  path: string,
  environment: Environment,
): Promise<ResolvedMap> {
  const resolved = await resolveMap(map, path, environment);
  const values = Object.fromEntries(
    Object.entries(resolved.values).map(([name, value]) => header(name, value, `${path}.${name}`)),
  );
  return { values, secrets: [...resolved.secrets, ...headerSecrets(values)], warnings: resolved.warnings };
}

/** A value counts as a secret when it was a reference, or when its name or shape says that it is one. */
export async function resolveMap(
  map: Readonly<Record<string, Secret>>,
  path: string,
  environment: Environment,
): Promise<ResolvedMap> {
  const values: Record<string, string> = {};
  const secrets: string[] = [];
  const warnings: string[] = [];
  for (const [name, secret] of Object.entries(map)) {
    const value = await resolveSecret(secret, `${path}.${name}`, environment);
    values[name] = value;
    if (isLiteral(secret) && !namesCredential(name)) continue;
    secrets.push(...secretParts(value));
    warnings.push(...secretWarnings(secret, value, `${path}.${name}`));
  }
  return { values, secrets, warnings };
}

/** What is said of a secret that stands in the config itself, or is too short to be found in what is written. */
export function secretWarnings(secret: Secret, value: string, path: string): readonly string[] {
  const literal = `${path} holds a secret in plain text; write { "env": "NAME" } or { "command": [...] } instead.`;
  const short = `${path} has fewer than ${shortestSecret} characters and is therefore not redacted.`;
  return [...(isLiteral(secret) ? [literal] : []), ...(value.length < shortestSecret ? [short] : [])];
}

function twice(path: string, name: string): HarnessError {
  return new HarnessError(
    "config-invalid",
    `${path}.name: there are two principals called ${JSON.stringify(name)}.`,
    "Give every principal a name of its own.",
  );
}

function tokenPlace(
  { token, tokenIn }: NonNullable<Config["principals"]>[number],
  path: string,
): TokenPlace | undefined {
  if (tokenIn === undefined) return undefined;
  if (token === undefined)
    throw new HarnessError(
      "config-invalid",
      `${path}.tokenIn means nothing without token.`,
      "Add token, or remove it.",
    );
  if ("env" in tokenIn) return tokenIn;
  const [name] = header(tokenIn.header, "", `${path}.tokenIn.header`);
  return { header: name };
}

function refuseTwoTokens(
  place: TokenPlace | undefined,
  headers: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
  path: string,
): void {
  const name = place === undefined ? "authorization" : "header" in place ? place.header : place.env;
  const kind = place !== undefined && "env" in place ? "env" : "headers";
  if ((kind === "env" ? env : headers)[name] === undefined) return;
  throw new HarnessError(
    "config-invalid",
    `${path}: token and ${kind}.${name} both say who it is.`,
    "Keep one of them.",
  );
}
