import { genericTokenEndpointRequest, processGenericTokenEndpointResponse } from "oauth4webapi";
import type { Grant } from "./grant.ts";

/** A user's token for name and password (RFC 6749 section 4.3), where a provider still offers that. */
export function password(username: string, secret: string): Grant {
  return async ({ server, client, auth, parameters, options }) => {
    const asked = { ...parameters, username, password: secret };
    const response = await genericTokenEndpointRequest(server, client, auth, "password", asked, options);
    return processGenericTokenEndpointResponse(server, client, response);
  };
}
