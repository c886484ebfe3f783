import type { AuthorizationServer, OAuthClient } from "../../../../src/model/authorization-server.ts";
import type { Random, Step } from "../../../../src/model/ports.ts";
import { challengeWith, exchangeOf } from "../verifier.ts";

/** Uses a refresh token of its own where one is to be had without a person, else one of a principal, where the owner allows that. */
export async function probeRefresh(
  authorization: AuthorizationServer,
  client: OAuthClient | undefined,
  random: Random,
): Promise<void> {
  const own = client === undefined ? undefined : await ownToken(authorization, client, random);
  if (client !== undefined && own !== undefined) return useTwice(authorization, client, own);
  const borrowed = await authorization.borrowed();
  if (typeof borrowed !== "string" && borrowed.client.public)
    await useTwice(authorization, borrowed.client, borrowed.refreshToken);
}

async function ownToken(
  authorization: AuthorizationServer,
  client: OAuthClient,
  random: Random,
): Promise<string | undefined> {
  const challenge = challengeWith(random);
  const { code } = await authorization.authorize({ client, challenge }, { role: "setup", label: "code" });
  if (code === undefined) return undefined;
  const form = exchangeOf(code, client.redirectUri, challenge.verifier);
  return (await authorization.token(client, form, { role: "setup", label: "tokens" })).refreshToken;
}

/**
 * Uses a refresh token, then what came of that, and then the first one again: many servers put up with the last one for a moment,
 * since an answer may be lost, and none with the one before that.
 */
async function useTwice(authorization: AuthorizationServer, client: OAuthClient, first: string): Promise<void> {
  const use = (refresh_token: string, role: "control" | "attack", label: string, facts: Step["facts"] = {}) =>
    authorization.token(client, { grant_type: "refresh_token", refresh_token }, { role, label, facts });
  const { accessToken, refreshToken: second = first } = await use(first, "control", "refresh", {
    public: client.public,
  });
  if (accessToken === undefined) return;
  const same = second === first;
  if (!same) await use(second, "control", "refresh:next");
  await use(first, "attack", "refresh:again", { sameAgain: same });
}
