import type { JsonObject } from "../../../model/json.ts";
import { issuerAlgorithms } from "../key-ring.ts";

/** The metadata of the issuer: OpenID Connect Discovery section 3 and RFC 8414 section 2 in one document. */
export function discovery(url: string): JsonObject {
  return {
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/jwks`,
    userinfo_endpoint: `${url}/userinfo`,
    introspection_endpoint: `${url}/introspect`,
    revocation_endpoint: `${url}/revoke`,
    response_types_supported: ["code"],
    response_modes_supported: ["query"],
    grant_types_supported: [
      "authorization_code",
      "client_credentials",
      "password",
      "refresh_token",
      "urn:ietf:params:oauth:grant-type:token-exchange",
    ],
    code_challenge_methods_supported: ["S256"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"],
    token_endpoint_auth_signing_alg_values_supported: [...issuerAlgorithms],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: [...issuerAlgorithms],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    claims_supported: ["sub", "iss", "aud", "exp", "iat", "name", "email", "groups", "roles"],
    authorization_response_iss_parameter_supported: true,
  };
}
