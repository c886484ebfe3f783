import { clientCredentialsGrantRequest, processClientCredentialsResponse } from "oauth4webapi";
import type { Grant } from "./grant.ts";

/** A token of the client itself: no user stands behind it (RFC 6749 section 4.4). */
export const clientCredentials: Grant = async ({ server, client, auth, parameters, options }) => {
  const response = await clientCredentialsGrantRequest(server, client, auth, { ...parameters }, options);
  return processClientCredentialsResponse(server, client, response);
};
