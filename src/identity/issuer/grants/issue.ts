import { randomBytes } from "node:crypto";
import type { JsonObject } from "../../../model/json.ts";
import type { Desk, Grant } from "../desk.ts";
import { type Answer, oauthError } from "../http.ts";
import { lifetime } from "../mint.ts";

/** What else one answer holds. */
interface Issue {
  /** The family of the refresh token; undefined where there is none. */
  readonly family: string | undefined;
  readonly claims?: JsonObject;
  readonly members?: JsonObject;
}

/** Answers with tokens, RFC 6749 section 5.1; with an ID token where `openid` was asked for. */
export async function issue(desk: Desk, grant: Grant, { family, claims, members }: Issue): Promise<Answer> {
  const { account, clientId, scope, audience } = grant;
  if (account?.disabled) return oauthError(400, "invalid_grant", "the account is disabled");
  const scopes = scope?.split(" ").filter((word) => word !== "");
  const who = account === undefined ? { sub: clientId } : account.claims;
  const options = { clientId, service: account === undefined, ...(audience === undefined ? {} : { audience }) };
  const accessToken = await desk.mint({ ...who, ...(scopes === undefined ? {} : { scopes }), ...claims }, options);
  const body: JsonObject = {
    access_token: accessToken,
    token_type: "Bearer",
    expires_in: lifetime,
    ...(scope === undefined ? {} : { scope }),
    ...(family === undefined ? {} : { refresh_token: newRefreshToken(desk, grant, family) }),
    ...(account !== undefined && scopes?.includes("openid") ? { id_token: await idToken(desk, grant) } : {}),
    ...members,
  };
  return { status: 200, body };
}

/** A name for the tokens that one sign-in leads to. */
export function newFamily(): string {
  return randomBytes(12).toString("base64url");
}

function newRefreshToken(desk: Desk, grant: Grant, family: string): string {
  const token = randomBytes(24).toString("base64url");
  desk.refreshes.put(token, { ...grant, family, used: false });
  return token;
}

function idToken(desk: Desk, { account, clientId, nonce }: Grant): Promise<string> {
  const { sub, name, email }: JsonObject = account?.claims ?? {};
  return desk.mint({ sub, name, email, nonce }, { raw: true, audience: clientId, header: { typ: "JWT" } });
}
