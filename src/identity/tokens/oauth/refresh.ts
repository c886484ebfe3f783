import { processRefreshTokenResponse, refreshTokenGrantRequest } from "oauth4webapi";
import type { Grant } from "./grant.ts";

/** A user's token for a refresh token. Where the provider hands out a new one with it, that is the one used next. */
export function refresh(first: string): Grant {
  let current = first;
  return async ({ server, client, auth, parameters, options }) => {
    const asked = { ...options, additionalParameters: { ...parameters } };
    const response = await refreshTokenGrantRequest(server, client, auth, current, asked);
    const tokens = await processRefreshTokenResponse(server, client, response);
    current = tokens.refresh_token ?? current;
    return tokens;
  };
}
