import { createHash } from "node:crypto";
import { oauthError } from "../http.ts";
import { audienceOf, type GrantType } from "./grant-type.ts";
import { issue, newFamily } from "./issue.ts";

/** RFC 6749 section 4.1.3 with PKCE (RFC 7636): a code is good once, for the client, the address and the verifier it was made for. */
export const authorizationCode: GrantType = async (desk, clientId, form) => {
  const code = desk.codes.take(form.get("code") ?? "");
  const wrong = (why: string) => oauthError(400, "invalid_grant", why);
  if (code === undefined || code.until < desk.seconds()) return wrong("the code is not known or too old");
  if (code.clientId !== clientId) return wrong("the code is another client's");
  if (code.redirectUri !== form.get("redirect_uri")) return wrong("redirect_uri is another than before");
  const verifier = form.get("code_verifier") ?? "";
  if (createHash("sha256").update(verifier).digest("base64url") !== code.challenge)
    return wrong("code_verifier does not fit");
  return issue(desk, { ...code, audience: audienceOf(form) ?? code.audience }, { family: newFamily() });
};
