import type { Principal } from "../model/principal.ts";

/** True for a principal that the owner gave something to show: a token, headers or an environment. */
export function hasCredentials({ token, headers, env }: Principal): boolean {
  return token !== undefined || Object.keys({ ...headers, ...env }).length > 0;
}
