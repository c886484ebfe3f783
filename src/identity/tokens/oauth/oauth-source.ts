import { allowInsecureRequests, customFetch, type TokenEndpointResponse } from "oauth4webapi";
import type { OAuthConfig, SecretOrFile } from "../../../model/config.ts";
import type { TokenSource } from "../../../model/principal.ts";
import { withDeadline } from "../../../net/with-deadline.ts";
import { resolveSecretOrFile } from "../../resolve-secret-or-file.ts";
import { jwtValidity, type Validity } from "../expiry.ts";
import { type Fresh, keepFresh } from "../keep-fresh.ts";
import type { TokenPorts } from "../ports.ts";
import { sendable } from "../sendable.ts";
import { browserLogin } from "./browser-login.ts";
import { clientAuth } from "./client-auth.ts";
import { clientCredentials } from "./client-credentials.ts";
import { findProvider, type Provider } from "./find-provider.ts";
import type { Asking, Grant, RequestOptions } from "./grant.ts";
import { password } from "./password.ts";
import { checkProviderHost, providerFetch } from "./provider-fetch.ts";
import { refresh } from "./refresh.ts";
import { refusal } from "./refusal.ts";
import { checkRequirements } from "./requirements.ts";
import { tokenExchange } from "./token-exchange.ts";

/** Milliseconds for which a token counts as valid that does not say how long it lasts. */
const unknownLifetimeMs = 300_000;

/**
 * Tokens of an OAuth 2 provider. Its secrets are fetched here and now, the provider is asked with the first `get`. What is
 * wrong with the config is a `config-invalid` HarnessError at either time; what the provider refuses is an answer of `get`.
 */
export async function oauthSource(
  config: OAuthConfig,
  name: string,
  path: string,
  ports: TokenPorts,
): Promise<TokenSource> {
  checkRequirements(config, path);
  for (const key of ["issuer", "tokenUrl"] as const) {
    if (config[key] !== undefined) checkProviderHost(config[key], `${path}.${key}`, ports.net);
  }
  const fetched = async (key: "clientSecret" | "privateKey" | "password" | "refreshToken" | "subjectToken") => {
    const reference = config[key];
    return reference === undefined ? undefined : fetchSecret(reference, `${path}.${key}`, ports);
  };
  const secrets = { clientSecret: await fetched("clientSecret"), privateKey: await fetched("privateKey") };
  const others = {
    password: await fetched("password"),
    refreshToken: await fetched("refreshToken"),
    subjectToken: await fetched("subjectToken"),
  };
  const grant = chooseGrant(config, name, path, ports, {
    password: others.password ?? "",
    refreshToken: others.refreshToken ?? "",
    subjectToken: async () => (await fetched("subjectToken")) ?? "",
  });
  const send = providerFetch(path, ports);
  // A login takes minutes: the lifetime of what comes of it begins with the last request.
  let sent = ports.now();
  const options: RequestOptions = {
    [customFetch]: (input, init) => {
      sent = ports.now();
      return send(input, init);
    },
    [allowInsecureRequests]: true,
  };
  let refreshToken = others.refreshToken;
  let known: Extract<Provider, { ok: true }> | undefined;

  async function ask(signal: AbortSignal): Promise<Fresh> {
    const deadline = withDeadline(signal, discoveryMs);
    const provider = known ?? (await findProvider(config, path, ports, deadline));
    if (!provider.ok) return provider;
    known = provider;
    const asking: Asking = {
      server: provider.server,
      client: { client_id: config.clientId },
      auth: await clientAuth(config, secrets, provider.server, path),
      parameters: parameters(config, provider.resource),
      options,
      signal,
    };
    sent = ports.now();
    const tokens = await grant(asking);
    if (typeof tokens === "string") return { ok: false, why: tokens };
    refreshToken = tokens.refresh_token ?? refreshToken;
    for (const value of [tokens.access_token, tokens.refresh_token, tokens.id_token]) {
      if (value !== undefined) ports.secret(value);
    }
    if (tokens.token_type === "dpop") return { ok: false, why: "its provider binds tokens to a key (DPoP)" };
    if (!sendable(tokens.access_token)) return { ok: false, why: "its provider's token does not fit into a header" };
    return { ok: true, token: tokens.access_token, validity: validity(tokens, sent) };
  }

  const source = keepFresh(async (signal) => {
    try {
      return await ask(signal);
    } catch (error) {
      signal.throwIfAborted();
      return { ok: false, why: refusal(error) };
    }
  }, ports.now);
  return { ...source, refreshToken: () => refreshToken };
}

/** Milliseconds to find the provider, all places together. */
const discoveryMs = 60_000;

interface GrantSecrets {
  readonly password: string;
  readonly refreshToken: string;
  readonly subjectToken: () => Promise<string>;
}

function chooseGrant(config: OAuthConfig, name: string, path: string, ports: TokenPorts, secrets: GrantSecrets): Grant {
  switch (config.grant) {
    case "client_credentials":
      return clientCredentials;
    case "password":
      return password(config.username ?? "", secrets.password);
    case "refresh_token":
      return refresh(secrets.refreshToken);
    case "token_exchange":
      return tokenExchange(secrets.subjectToken);
    case "authorization_code":
      return browserLogin(config, name, path, ports);
  }
}

function parameters({ scope, resource, audience }: OAuthConfig, found: string | undefined): Record<string, string> {
  const indicator = resource === false ? undefined : (resource ?? found);
  return {
    ...(scope === undefined ? {} : { scope }),
    ...(indicator === undefined ? {} : { resource: indicator }),
    ...(audience === undefined ? {} : { audience }),
  };
}

function validity(tokens: TokenEndpointResponse, started: number): Validity {
  const seconds = tokens.expires_in;
  if (seconds !== undefined && seconds > 0) return { from: started, until: started + seconds * 1000 };
  return jwtValidity(tokens.access_token, started) ?? { from: started, until: started + unknownLifetimeMs };
}

async function fetchSecret(reference: SecretOrFile, path: string, ports: TokenPorts): Promise<string> {
  const value = await resolveSecretOrFile(reference, path, ports.environment, ports.directory);
  ports.secret(value);
  return value;
}
