import { readRegistration, registrationOf, secretsOf } from "../../../identity/authorization/registration.ts";
import { refused } from "../../../identity/authorization/send.ts";
import type { AuthorizationServer, OAuthClient, Registered } from "../../../model/authorization-server.ts";
import type { JsonObject } from "../../../model/json.ts";
import type { Step } from "../../../model/ports.ts";
import type { Reply } from "../../../model/reply.ts";
import type { RunAuthorization } from "./open-authorization.ts";
import type { Recorded } from "./recorded.ts";

/** The part of the port that has to do with clients: registered, borrowed from the config, and removed. */
export function clientsOf(
  run: RunAuthorization,
  { server: serverOf, exchange: recorded, sent, sentAnyway, hide }: Recorded,
): Pick<AuthorizationServer, "client" | "register" | "remove" | "borrowed"> {
  const register = async (redirectUri: string, metadata: JsonObject, step: Step): Promise<Registered> => {
    const url = (await serverOf())?.registration ?? "";
    const name = `gauntlet_${run.word()}`;
    const json = registrationOf(name, redirectUri, metadata);
    let client: OAuthClient | undefined;
    const told = { ...step, facts: { ...step.facts, client: name } };
    const exchange = await recorded("register", { url, json }, told, async () => {
      const headers = { accept: "application/json", "content-type": "application/json" };
      const answer = await sent({ url, method: "POST", headers, body: JSON.stringify(json) });
      if (!answer.ok) return answer.reply;
      const { reply, made } = readRegistration(answer, name, redirectUri);
      for (const secret of made === undefined ? [] : secretsOf(made)) hide(secret);
      if (made !== undefined) run.clients.set(made.client.id, made);
      client = made?.client;
      return reply;
    });
    return { exchange, client };
  };

  const loginAt = (issuer: string): OAuthClient | string => {
    const login = run.loginsAt(issuer).find(({ redirectUri }) => redirectUri !== undefined);
    if (login?.redirectUri === undefined)
      return "it registers no clients, and no principal has one for logins in a browser";
    const { clientId: id, redirectUri, confidential } = login;
    return { id, redirectUri, public: !confidential, registered: false };
  };

  return {
    register: (metadata, step) => register(run.redirectUris[0], metadata, step),

    async client(step) {
      if (run.shared !== undefined) return run.shared;
      const server = await serverOf();
      if (server === undefined) return "there is no authorization server to ask";
      if (server.registration === undefined) return loginAt(server.issuer);
      let why = "";
      for (const [index, redirectUri] of run.redirectUris.entries()) {
        const label = index === 0 ? step.label : `${step.label}:loopback`;
        const { client, exchange } = await register(redirectUri, {}, { ...step, label });
        if (client !== undefined) {
          if (run.clients.get(client.id)?.secrets.removal === undefined) run.shared = client;
          return client;
        }
        why ||= whyRefused(exchange.reply);
      }
      const login = loginAt(server.issuer);
      return typeof login === "string" ? `no client could be registered (${why})` : login;
    },

    async remove({ id }) {
      const kept = run.clients.get(id);
      if (kept?.secrets.removal === undefined) return;
      const { url, token } = kept.secrets.removal;
      run.clients.delete(id);
      const step: Step = { role: "cleanup", label: "unregister", facts: { client: kept.name } };
      await recorded("unregister", { url }, step, async () => {
        // Where a client is removed is the server's word: its token goes nowhere else.
        if (!sameOrigin(url, (await serverOf())?.registration))
          return { kind: "closed", why: "it is of another origin" };
        const answer = await sentAnyway({ url, method: "DELETE", headers: { authorization: `Bearer ${token}` } });
        if (!answer.ok) return answer.reply;
        if (answer.status >= 300) return refused(answer);
        return { kind: "result", result: { status: answer.status } };
      });
    },

    async borrowed() {
      const server = await serverOf();
      const logins = server === undefined ? [] : run.loginsAt(server.issuer);
      const login = logins.find(({ token }) => token?.refreshToken?.() !== undefined);
      const refreshToken = login?.token?.refreshToken?.();
      if (login === undefined || refreshToken === undefined) return "no principal has a refresh token of it";
      if (!run.allowDestructive) return `the login of ${login.name} may end with it: run with --allow-destructive`;
      const { clientId: id, redirectUri = "", confidential } = login;
      return { client: { id, redirectUri, public: !confidential, registered: false }, refreshToken };
    },
  };
}

function whyRefused(reply: Reply): string {
  if (reply.kind !== "http-error") return reply.kind;
  const [, error] = /"error"\s*:\s*"([\w-]{1,60})"/.exec(reply.body) ?? [];
  return `HTTP ${reply.status}${error === undefined ? "" : `, ${error}`}`;
}

function sameOrigin(url: string, other: string | undefined): boolean {
  return URL.canParse(url) && other !== undefined && new URL(url).origin === new URL(other).origin;
}
