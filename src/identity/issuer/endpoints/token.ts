import type { Desk } from "../desk.ts";
import { authorizationCode } from "../grants/authorization-code.ts";
import { clientCredentials } from "../grants/client-credentials.ts";
import { clientOf } from "../grants/client-of.ts";
import type { GrantType } from "../grants/grant-type.ts";
import { password } from "../grants/password.ts";
import { refreshToken } from "../grants/refresh-token.ts";
import { tokenExchange } from "../grants/token-exchange.ts";
import { type Answer, type Asked, formOf, oauthError } from "../http.ts";

const grants: Readonly<Record<string, GrantType>> = {
  authorization_code: authorizationCode,
  client_credentials: clientCredentials,
  password,
  refresh_token: refreshToken,
  "urn:ietf:params:oauth:grant-type:token-exchange": tokenExchange,
};

/** The token endpoint, RFC 6749 section 3.2. It believes every client what it says of itself. */
export async function token(desk: Desk, asked: Asked): Promise<Answer> {
  if (asked.method !== "POST") return { status: 405, headers: { allow: "POST" } };
  const form = formOf(asked);
  const name = form.get("grant_type") ?? "";
  const grant = Object.hasOwn(grants, name) ? grants[name] : undefined;
  if (grant === undefined) return oauthError(400, "unsupported_grant_type", "this grant is not known here");
  const clientId = clientOf(asked, form);
  if (clientId === undefined) return oauthError(401, "invalid_client", "the client does not say who it is");
  return grant(desk, clientId, form);
}
