import { isObject } from "../../../model/json.ts";
import { oauthError } from "../http.ts";
import { audienceOf, type GrantType } from "./grant-type.ts";
import { issue } from "./issue.ts";

const accessToken = "urn:ietf:params:oauth:token-type:access_token";
const kinds = [accessToken, "urn:ietf:params:oauth:token-type:jwt", "urn:ietf:params:oauth:token-type:id_token"];

/** RFC 8693: the subject of one of our tokens again, for another audience, with the client as the one who acts. */
export const tokenExchange: GrantType = async (desk, clientId, form) => {
  if (!kinds.includes(form.get("subject_token_type") ?? ""))
    return oauthError(400, "invalid_request", "subject_token_type is none that is known here");
  const subject = await desk.valid(form.get("subject_token") ?? "");
  if (typeof subject?.sub !== "string") return oauthError(400, "invalid_request", "subject_token is not good");
  const account = desk.account(subject.sub);
  if (account === undefined) return oauthError(400, "invalid_request", "subject_token is of nobody known here");
  const scope = form.get("scope") ?? undefined;
  const act = { sub: clientId, ...(isObject(subject.act) ? { act: subject.act } : {}) };
  return issue(
    desk,
    { account, clientId, scope, audience: audienceOf(form), nonce: undefined },
    { family: undefined, claims: { act }, members: { issued_token_type: accessToken } },
  );
};
