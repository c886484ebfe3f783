import { createHash } from "node:crypto";
import type { RunSetting } from "../../../engine/run-setting.ts";
import { askToAuthorize } from "../../../identity/authorization/ask-to-authorize.ts";
import type { FoundServer } from "../../../identity/authorization/find-authorization-server.ts";
import { readTokens, tokenRequest } from "../../../identity/authorization/token-request.ts";
import type { AuthorizationRequest, CodeChallenge, Granted } from "../../../model/authorization-server.ts";
import type { Json } from "../../../model/json.ts";
import { clientsOf } from "./clients.ts";
import type { RunAuthorization } from "./open-authorization.ts";
import { recordedBy } from "./recorded.ts";

/** The port through which checks ask the authorization server; `learn` hears of every secret before it is recorded. */
export function authorizationOf(
  run: RunAuthorization | undefined,
  learn: (secret: string) => void,
): RunSetting["authorization"] {
  if (run === undefined) return undefined;
  return (setting, admission, observe) => {
    const recorded = recordedBy(run, learn, setting, admission);
    const { server: serverOf, exchange: exchanged, sent, turn, hide } = recorded;
    return {
      ...clientsOf(run, recorded),

      async find(label) {
        const { first, found } = run.find(admission.over);
        if (first) await admission.take(false);
        const { facts } = await found.catch((cause: unknown) => {
          admission.refuseWhenOver();
          throw cause;
        });
        return observe("authorization-server", label, facts as unknown as Record<string, Json>);
      },

      async authorize(request, step) {
        const server = await serverOf();
        const url = new URL(server?.authorization ?? "about:blank");
        const query = queryOf(request, server, run.word());
        for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
        let code: string | undefined;
        const params = { url: `${url.origin}${url.pathname}`, query };
        const exchange = await exchanged("authorize", params, step, async () => {
          const end = await askToAuthorize(url, query.redirect_uri ?? "", sent, turn);
          ({ code } = end);
          hide(code);
          return end.reply;
        });
        return { exchange, code };
      },

      async token(client, form, step) {
        const server = await serverOf();
        const url = server?.token;
        const all = { ...(server === undefined ? {} : { resource: server.resource }), ...form };
        for (const name of confidential) hide(form[name]);
        let granted: Omit<Granted, "exchange"> = { accessToken: undefined, refreshToken: undefined };
        const params = { url: url ?? "", form: { client_id: client.id, ...all } };
        const exchange = await exchanged("token", params, step, async () => {
          if (url === undefined) return { kind: "closed", why: "there is no token endpoint that may be asked" };
          const now = Math.floor(Date.now() / 1000);
          const { secrets } = run.clients.get(client.id) ?? {};
          const answer = await sent(tokenRequest(url, server?.issuer ?? "", now, client, secrets, all));
          if (!answer.ok) return answer.reply;
          const { reply, ...tokens } = readTokens(answer);
          hide(tokens.accessToken);
          hide(tokens.refreshToken);
          granted = tokens;
          return reply;
        });
        return { exchange, ...granted };
      },

      address: (name) => run.stand.address(name),
      async look(label) {
        const seen = await run.stand.look(admission.over);
        return observe("client-address", label, seen as unknown as Record<string, Json>);
      },
    };
  };
}

/** Parameters of a token request that nobody else may learn. */
const confidential = ["code", "code_verifier", "refresh_token"] as const;

function queryOf(
  { client, challenge, redirectUri, parameters }: AuthorizationRequest,
  server: FoundServer | undefined,
  state: string,
): Record<string, string> {
  return {
    response_type: "code",
    client_id: client.id,
    redirect_uri: redirectUri ?? client.redirectUri,
    state,
    ...(server?.scope === undefined ? {} : { scope: server.scope }),
    ...(server === undefined ? {} : { resource: server.resource }),
    ...(challenge === undefined ? {} : challengeOf(challenge)),
    ...parameters,
  };
}

function challengeOf({ method, verifier }: CodeChallenge) {
  const hashed = createHash("sha256").update(verifier).digest("base64url");
  return { code_challenge: method === "S256" ? hashed : verifier, code_challenge_method: method };
}
