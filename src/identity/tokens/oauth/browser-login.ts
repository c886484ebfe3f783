import { ResponseBodyError, type TokenEndpointResponse } from "oauth4webapi";
import type { OAuthConfig } from "../../../model/config.ts";
import { isAboutToExpire } from "../expiry.ts";
import type { TokenPorts } from "../ports.ts";
import type { Asking, Grant } from "./grant.ts";
import { logIn } from "./log-in.ts";
import { refresh } from "./refresh.ts";
import { type CachedTokens, cacheFile, readCache, writeCache } from "./token-cache.ts";

/**
 * A user's token by a login in the browser (authorization code, PKCE S256). Tokens of an earlier login are taken from the
 * cache and renewed as long as the provider lets them be; a person is asked once in a run at the most.
 */
export function browserLogin(config: OAuthConfig, name: string, path: string, ports: TokenPorts): Grant {
  let cached: CachedTokens | undefined;
  let begun = false;
  let asked = false;

  return async (asking) => {
    const file = fileOf(asking);
    if (!begun) cached = await readCache(file);
    for (const value of [cached?.accessToken, cached?.refreshToken]) if (value !== undefined) ports.secret(value);
    if (!begun && cached !== undefined && !isAboutToExpire(cached, ports.now())) {
      begun = true;
      return {
        access_token: cached.accessToken,
        token_type: "bearer",
        expires_in: (cached.until - ports.now()) / 1000,
      };
    }
    begun = true;
    const tokens = (await renewed(asking)) ?? (await loggedIn(asking));
    if (typeof tokens === "string") return tokens;
    await keep(tokens, file);
    return tokens;
  };

  async function renewed(asking: Asking): Promise<TokenEndpointResponse | undefined> {
    if (cached?.refreshToken === undefined) return undefined;
    try {
      const tokens = await refresh(cached.refreshToken)(asking);
      return typeof tokens === "string" ? undefined : tokens;
    } catch (error) {
      // it has been used, revoked or has expired: a new login helps
      if (error instanceof ResponseBodyError && error.error === "invalid_grant") return undefined;
      throw error;
    }
  }

  async function loggedIn(asking: Asking): Promise<TokenEndpointResponse | string> {
    if (asked) return "its login has expired";
    const tokens = await logIn(asking, config, name, path, ports.person);
    asked = true;
    return tokens;
  }

  async function keep(tokens: TokenEndpointResponse, file: string): Promise<void> {
    const from = ports.now();
    cached = {
      accessToken: tokens.access_token,
      from,
      until: from + (tokens.expires_in ?? 0) * 1000,
      refreshToken: tokens.refresh_token ?? cached?.refreshToken,
    };
    if (await writeCache(ports.cache, file, cached)) return;
    ports.person?.tell(`The login of ${name} is not kept for later runs: ${ports.cache} cannot be written.`);
  }

  function fileOf({ server, parameters }: Asking): string {
    const { scope, resource, audience } = parameters;
    return cacheFile(ports.cache, [server.issuer, config.clientId, scope, resource, audience, config.username, name]);
  }
}
