import type { Config, Secret } from "../model/config.ts";
import { HarnessError } from "../model/errors.ts";
import type { Principal } from "../model/principal.ts";
import { namesCredential } from "./credential-name.ts";
import { header } from "./header.ts";
import { isLiteral, resolveSecret } from "./resolve-secret.ts";
import { secretParts, shortestSecret } from "./secret-parts.ts";
import { headerSecrets } from "./target-secrets.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** A map of names to secrets, resolved. */
export interface ResolvedMap {
  readonly values: Readonly<Record<string, string>>;
  /** Strings that must never be written anywhere. */
  readonly secrets: readonly string[];
  /** Sentences for the user. */
  readonly warnings: readonly string[];
}

/** The identities of a config with their credentials. What cannot be resolved is a `config-invalid` HarnessError. */
export async function resolvePrincipals(
  principals: NonNullable<Config["principals"]>,
  environment: Environment,
): Promise<{
  readonly principals: readonly Principal[];
  readonly secrets: readonly string[];
  readonly warnings: readonly string[];
}> {
  const secrets: string[] = [];
  const warnings: string[] = [];
  const resolved: Principal[] = [];
  for (const [index, entry] of principals.entries()) {
    const path = `principals[${index}]`;
    if (resolved.some(({ name }) => name === entry.name)) throw twice(path, entry.name);
    const headers = await resolveHeaders(entry.headers ?? {}, `${path}.headers`, environment);
    const env = await resolveMap(entry.env ?? {}, `${path}.env`, environment);
    const bearer = await resolveToken(entry.token, `${path}.token`, environment);
    if (bearer.values.authorization !== undefined && headers.values.authorization !== undefined) throw both(path);
    for (const part of [headers, env, bearer]) {
      secrets.push(...part.secrets);
      warnings.push(...part.warnings);
    }
    resolved.push({
      name: entry.name,
      headers: { ...headers.values, ...bearer.values },
      env: env.values,
      expect: {
        allow: entry.expect?.allow ?? [],
        deny: entry.expect?.deny ?? [],
        list: entry.expect?.list ?? [],
      },
    });
  }
  return { principals: resolved, secrets, warnings };
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

async function resolveToken(token: Secret | undefined, path: string, environment: Environment): Promise<ResolvedMap> {
  if (token === undefined) return { values: {}, secrets: [], warnings: [] };
  const value = await resolveSecret(token, path, environment);
  const [name, text] = header("authorization", `Bearer ${value}`, path);
  return {
    values: { [name]: text },
    secrets: secretParts(value),
    warnings: secretWarnings(token, value, path),
  };
}

function twice(path: string, name: string): HarnessError {
  return new HarnessError(
    "config-invalid",
    `${path}.name: there are two principals called ${JSON.stringify(name)}.`,
    "Give every principal a name of its own.",
  );
}

function both(path: string): HarnessError {
  return new HarnessError(
    "config-invalid",
    `${path}: token and headers.authorization both set the Authorization header.`,
    "Keep one of them.",
  );
}
