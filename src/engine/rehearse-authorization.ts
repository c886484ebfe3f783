import type { AuthorizationServer, AuthorizationServerFacts, OAuthClient } from "../model/authorization-server.ts";
import type { Exchange } from "../model/exchange.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Observation } from "../model/observation.ts";
import type { Step } from "../model/ports.ts";

/**
 * An authorization server for a rehearsal: it registers every client and shows a page for people, or, where it gives itself away,
 * gives codes and tokens to whoever asks.
 */
export function rehearsedAuthorization(
  note: (method: string, params: JsonObject, step: Step) => Promise<Exchange>,
  telling: boolean,
): AuthorizationServer {
  const seen = (label: string, facts: Readonly<Record<string, Json>>): Observation => {
    return { id: "", kind: "authorization-server", label, facts, round: 1, atMs: 0 };
  };
  const told = (exchange: Exchange, result: JsonObject): Exchange => ({
    ...exchange,
    reply: { kind: "result", result },
  });
  const register: AuthorizationServer["register"] = async (metadata, step) => {
    return { exchange: await note("oauth/register", metadata, step), client };
  };
  return {
    find: async (label) => seen(label, facts as unknown as Record<string, Json>),
    client: async (step) => (await register({}, step)).client ?? "",
    register,
    async remove() {
      await note("oauth/unregister", {}, { role: "cleanup", label: "unregister" });
    },
    async authorize({ redirectUri = client.redirectUri, challenge, parameters = {} }, step) {
      const params = { redirect_uri: redirectUri, ...(challenge && { code_challenge_method: challenge.method }) };
      const exchange = await note("oauth/authorize", { ...params, ...parameters }, step);
      const to = telling ? redirectUri : null;
      const answer = { answer: telling ? "code" : "page", to, error: null, through: [], text: "" };
      return { exchange: told(exchange, answer), code: telling ? "code" : undefined };
    },
    async token(_, form, step) {
      const exchange = told(await note("oauth/token", form, step), { granted: telling });
      const token = telling ? "token" : undefined;
      return { exchange, accessToken: token, refreshToken: token };
    },
    borrowed: async () => "",
    address: async (name) => `http://127.0.0.1/${name}`,
    look: async (label) => seen(label, { asked: [], agent: "" }),
  };
}

const client: OAuthClient = {
  id: "client",
  redirectUri: "https://desk.gauntlet.example/callback/return",
  public: true,
  registered: true,
};

const facts: AuthorizationServerFacts = {
  state: "found",
  why: "",
  issuer: null,
  endpoints: ["authorization", "token", "registration"],
  challengeMethods: ["S256"],
  onThisMachine: true,
};
