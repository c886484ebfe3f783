import type { Desk } from "../desk.ts";
import { type Answer, type Asked, bearerOf } from "../http.ts";

/** OpenID Connect Core section 5.3: what is known of the user of an access token. */
export async function userinfo(desk: Desk, asked: Asked): Promise<Answer> {
  const token = bearerOf(asked);
  const claims = token === undefined ? undefined : await desk.valid(token);
  if (typeof claims?.sub !== "string")
    return { status: 401, headers: { "www-authenticate": 'Bearer error="invalid_token"' } };
  const { sub, name, email, groups, roles } = { ...claims, ...desk.account(claims.sub)?.claims };
  return { status: 200, body: { sub, name, email, groups, roles } };
}
