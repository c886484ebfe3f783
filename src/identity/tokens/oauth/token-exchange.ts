import { genericTokenEndpointRequest, processGenericTokenEndpointResponse } from "oauth4webapi";
import type { Grant } from "./grant.ts";

const grantType = "urn:ietf:params:oauth:grant-type:token-exchange";
const accessToken = "urn:ietf:params:oauth:token-type:access_token";

/** A user's token for another token of the same user (RFC 8693); `subject` is asked anew each time. */
export function tokenExchange(subject: () => Promise<string>): Grant {
  return async ({ server, client, auth, parameters, options }) => {
    const asked = { ...parameters, subject_token: await subject(), subject_token_type: accessToken };
    const response = await genericTokenEndpointRequest(server, client, auth, grantType, asked, options);
    return processGenericTokenEndpointResponse(server, client, response, { recognizedTokenTypes: { n_a: () => {} } });
  };
}
