import { randomBytes } from "node:crypto";
import { hostOf } from "../../../net/host-of.ts";
import { isLoopback } from "../../../net/is-loopback.ts";
import type { Desk } from "../desk.ts";
import { type Answer, type Asked, oauthError } from "../http.ts";

/** Seconds that a code waits. */
const codeLifetime = 60;

/** Consents at once for the user of `login_hint`, else for the first one known. Sends nobody off this machine. */
export async function authorize(desk: Desk, { query }: Asked): Promise<Answer> {
  const redirectUri = query.get("redirect_uri") ?? "";
  const clientId = query.get("client_id") ?? "";
  if (clientId === "") return oauthError(400, "invalid_request", "client_id is missing");
  if (!isHere(redirectUri))
    return oauthError(400, "invalid_request", "redirect_uri must be an address of this machine");
  const back = (members: Readonly<Record<string, string>>): Answer => {
    const location = new URL(redirectUri);
    const state = query.get("state");
    for (const [name, value] of Object.entries({ ...members, iss: desk.url, ...(state === null ? {} : { state }) }))
      location.searchParams.set(name, value);
    return { status: 302, headers: { location: location.href } };
  };
  if (query.get("response_type") !== "code") return back({ error: "unsupported_response_type" });
  const challenge = query.get("code_challenge") ?? "";
  if (query.get("code_challenge_method") !== "S256" || challenge.length !== 43)
    return back({ error: "invalid_request", error_description: "PKCE with S256 is required" });
  const hint = query.get("login_hint");
  const account = hint === null ? desk.firstAccount() : desk.account(hint);
  if (account === undefined || account.disabled) return back({ error: "access_denied" });
  const code = randomBytes(24).toString("base64url");
  desk.codes.put(code, {
    account,
    clientId,
    redirectUri,
    challenge,
    scope: query.get("scope") ?? undefined,
    audience: query.get("resource") ?? query.get("audience") ?? undefined,
    nonce: query.get("nonce") ?? undefined,
    until: desk.seconds() + codeLifetime,
  });
  return back({ code });
}

function isHere(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return /^https?:$/.test(url.protocol) && isLoopback(hostOf(url));
}
