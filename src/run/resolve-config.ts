import { resolve } from "node:path";
import {
  type ResolvedMap,
  resolveHeaders,
  resolveMap,
  resolvePrincipals,
  secretWarnings,
} from "../identity/resolve-principals.ts";
import { resolveSecret } from "../identity/resolve-secret.ts";
import { secretParts, urlCredentials } from "../identity/secret-parts.ts";
import { openSecretRegister } from "../identity/secret-register.ts";
import type { TokenPorts } from "../identity/tokens/ports.ts";
import type { Config, Secret } from "../model/config.ts";
import { HarnessError } from "../model/errors.ts";
import type { Principal } from "../model/principal.ts";
import type { Target } from "../model/target.ts";
import { openNet } from "../net/open-net.ts";
import type { NetOptions } from "../net/options.ts";
import { type EmbeddedIssuer, embeddedIssuer } from "./issuer/embedded-issuer.ts";
import type { ScanRequest } from "./scan-request.ts";

/** What a config comes to once every secret it refers to has been fetched. */
export interface ResolvedConfig {
  readonly target: Target | undefined;
  readonly principals: readonly Principal[];
  readonly embedded: EmbeddedIssuer | undefined;
  readonly hearSecrets: ScanRequest["hearSecrets"];
  readonly postgresUrl: string | undefined;
  readonly mysqlUrl: string | undefined;
  readonly tap: ScanRequest["tap"];
  /** Strings that must never be written anywhere. */
  readonly secrets: readonly string[];
  /** Sentences for the user. */
  readonly warnings: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What a config is resolved with. */
export interface ConfigSurroundings {
  /** Where relative paths start. */
  readonly directory: string;
  readonly environment: Environment;
  readonly net: NetOptions;
  /** Who sits at the terminal; undefined without one. */
  readonly person: TokenPorts["person"];
  /** Folder for tokens of logins in the browser. */
  readonly cache: string;
  /** The URL of the server under test where it is named elsewhere than in the config. */
  readonly url: string | undefined;
}

/** Fetches every secret of a config, but for the tokens that providers give out. What fails is a `config-invalid` HarnessError. */
export async function resolveConfig(config: Config, around: ConfigSurroundings): Promise<ResolvedConfig> {
  const { directory, environment } = around;
  const target = await resolveTarget(config.target, directory, environment);
  const url = target.target?.kind === "http" ? target.target.url : around.url;
  const register = openSecretRegister();
  const embedded = config.issuer && embeddedIssuer(config.issuer, url ?? "", register.add);
  const people = await resolvePrincipals(config.principals ?? [], {
    ...around,
    net: openNet(around.net),
    target: url,
    now: Date.now,
    secret: register.add,
    mint: embedded?.mint,
  });
  const { postgres, mysql } = config.observe ?? {};
  if (postgres !== undefined && mysql !== undefined) throw twoDatabases();
  const postgresDatabase = await resolveDatabase(postgres?.url, "postgres", environment);
  const mysqlDatabase = await resolveDatabase(mysql?.url, "mysql", environment);
  const tapped = await resolveTap(config.observe?.tap, directory, environment);
  const parts = [target, people, postgresDatabase, mysqlDatabase, tapped];
  return {
    target: target.target,
    principals: people.principals,
    embedded,
    hearSecrets: register.hear,
    postgresUrl: postgresDatabase.url,
    mysqlUrl: mysqlDatabase.url,
    tap: { ...tapped.tap, upstream: tapped.tap.upstream ?? postgresDatabase.url ?? mysqlDatabase.url },
    secrets: parts.flatMap((part) => part.secrets),
    warnings: parts.flatMap((part) => part.warnings),
  };
}

type Resolved = Omit<ResolvedMap, "values"> & { readonly target: Target | undefined };

async function resolveTarget(target: Config["target"], directory: string, environment: Environment): Promise<Resolved> {
  if (target === undefined) return { target: undefined, secrets: [], warnings: [] };
  const { url, command, cwd, transport = "auto", era = "auto" } = target;
  if (command !== undefined && url === undefined) {
    rejectKeys(target, ["headers"], "command");
    if (transport !== "auto" && transport !== "stdio") throw wrongTransport(transport, "command");
    const env = await resolveMap(target.env ?? {}, "target.env", environment);
    const [program = "", ...args] = command;
    const place = cwd === undefined ? undefined : resolve(directory, cwd);
    return { ...env, target: { kind: "stdio", command: program, args, env: env.values, cwd: place, era } };
  }
  if (url !== undefined && command === undefined) {
    rejectKeys(target, ["env", "cwd"], "url");
    if (transport === "stdio") throw wrongTransport(transport, "url");
    const headers = await resolveHeaders(target.headers ?? {}, "target.headers", environment);
    return { ...headers, target: { kind: "http", url, transport, era, headers: headers.values } };
  }
  throw new HarnessError(
    "config-invalid",
    url === undefined ? "target has neither url nor command." : "target has both url and command.",
    "Give target.url for a server that is reached by HTTP, or target.command for one that is started.",
  );
}

function rejectKeys(
  target: NonNullable<Config["target"]>,
  keys: readonly ("headers" | "env" | "cwd")[],
  beside: string,
) {
  const found = keys.find((key) => target[key] !== undefined);
  if (found === undefined) return;
  throw new HarnessError(
    "config-invalid",
    `target.${found} means nothing beside target.${beside}.`,
    beside === "url" ? "Only a server that is started has env and cwd." : "Only a server with a URL takes headers.",
  );
}

function wrongTransport(transport: string, beside: string): HarnessError {
  return new HarnessError(
    "config-invalid",
    `target.transport is ${transport}, which does not go with target.${beside}.`,
    'Leave transport out, or set it to "auto".',
  );
}

function twoDatabases(): HarnessError {
  return new HarnessError(
    "config-invalid",
    "observe names two databases.",
    "Keep the one that the server under test works with: postgres or mysql.",
  );
}

/** How a URL of each database may start, and how one looks. */
const databases = {
  postgres: { start: /^postgres(ql)?:\/\//, example: "postgres://user:password@127.0.0.1:5432/database" },
  mysql: { start: /^(mysql|mariadb):\/\//, example: "mysql://user:password@127.0.0.1:3306/database" },
} as const;

type TapConfig = NonNullable<Config["observe"]>["tap"];

async function resolveTap(config: TapConfig, directory: string, environment: Environment) {
  const { url, port = 0, files = {} } = typeof config === "object" ? config : {};
  const on = config !== undefined && config !== false;
  const absolute = Object.entries(files).map((pair) => pair.map((file) => resolve(directory, file)));
  const tap = { on, port, files: Object.fromEntries(absolute) as Record<string, string> };
  if (url === undefined) return { tap: { ...tap, upstream: undefined }, secrets: [], warnings: [] };
  const value = await resolveSecret(url, "observe.tap.url", environment);
  if (![databases.postgres, databases.mysql].some(({ start }) => start.test(value)) || !URL.canParse(value)) {
    throw new HarnessError(
      "config-invalid",
      "observe.tap.url must be the URL of a PostgreSQL, MySQL or MariaDB database.",
      `Such as ${databases.postgres.example}.`,
    );
  }
  const warnings = urlCredentials(value).length > 0 ? secretWarnings(url, value, "observe.tap.url") : [];
  return { tap: { ...tap, upstream: value }, secrets: [...secretParts(value), ...urlCredentials(value)], warnings };
}

async function resolveDatabase(url: Secret | undefined, kind: keyof typeof databases, environment: Environment) {
  if (url === undefined) return { url: undefined, secrets: [], warnings: [] };
  const path = `observe.${kind}.url`;
  const value = await resolveSecret(url, path, environment);
  const { start, example } = databases[kind];
  if (!start.test(value) || (kind === "mysql" && !URL.canParse(value))) {
    throw new HarnessError(
      "config-invalid",
      `${path} must be a URL that starts with ${kind}://.`,
      `Such as ${example}.`,
    );
  }
  const credentials = urlCredentials(value);
  const warnings = credentials.length > 0 ? secretWarnings(url, value, path) : [];
  return { url: value, secrets: [...secretParts(value), ...credentials], warnings };
}
