import { oauthError } from "../http.ts";
import { audienceOf, type GrantType } from "./grant-type.ts";
import { issue } from "./issue.ts";

/** RFC 6749 section 6 with rotation: each refresh token is good once, and using it again ends all of its family (RFC 9700 section 4.14.2). */
export const refreshToken: GrantType = async (desk, clientId, form) => {
  const token = form.get("refresh_token") ?? "";
  const known = desk.refreshes.get(token);
  if (known === undefined || known.clientId !== clientId)
    return oauthError(400, "invalid_grant", "the refresh token is not known");
  const { family, used, ...grant } = known;
  if (used) {
    desk.refreshes.drop((other) => other.family === family);
    return oauthError(400, "invalid_grant", "the refresh token was used before");
  }
  desk.refreshes.put(token, { ...known, used: true });
  const scope = form.get("scope") ?? grant.scope;
  return issue(desk, { ...grant, scope, audience: audienceOf(form) ?? grant.audience }, { family });
};
