import { oauthError } from "../http.ts";
import { audienceOf, type GrantType } from "./grant-type.ts";
import { issue, newFamily } from "./issue.ts";

/** RFC 6749 section 4.3, with any password. */
export const password: GrantType = async (desk, clientId, form) => {
  const account = desk.account(form.get("username") ?? "");
  if (account === undefined) return oauthError(400, "invalid_grant", "user name or password is wrong");
  const scope = form.get("scope") ?? undefined;
  return issue(
    desk,
    { account, clientId, scope, audience: audienceOf(form), nonce: undefined },
    { family: newFamily() },
  );
};
