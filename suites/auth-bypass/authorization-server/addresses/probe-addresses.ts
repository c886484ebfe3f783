import type {
  AuthorizationServer,
  AuthorizationServerFacts,
  OAuthClient,
} from "../../../../src/model/authorization-server.ts";
import type { JsonObject } from "../../../../src/model/json.ts";
import type { Random } from "../../../../src/model/ports.ts";
import { challengeWith } from "../verifier.ts";

/** Members of a registration that are addresses, in groups: where one of a group is refused, the others are asked by themselves. */
const groups = [
  ["jwks_uri"],
  ["sector_identifier_uri"],
  ["logo_uri", "client_uri", "policy_uri", "tos_uri"],
  ["request_uris", "initiate_login_uri", "backchannel_logout_uri"],
] as const;
type Member = (typeof groups)[number][number];

/**
 * Hands the server addresses of ours on this machine wherever a client may name one, and gives it cause to go there: a registration
 * and what follows it, a `request_uri`, and a client that is named by the address of its metadata.
 */
export async function probeAddresses(
  authorization: AuthorizationServer,
  { endpoints }: AuthorizationServerFacts,
  client: OAuthClient | undefined,
  random: Random,
): Promise<void> {
  const challenge = challengeWith(random);
  // What came before is of no other request.
  await authorization.look("before");
  const addressed = await addressOf("client-metadata", authorization);
  const byAddress = { id: addressed, redirectUri: client?.redirectUri ?? fallback, public: true, registered: false };
  await authorization.authorize({ client: byAddress, challenge }, { role: "attack", label: "client-id" });
  if (client !== undefined) {
    await authorization.authorize({ client, challenge }, { role: "control", label: "right" });
    const parameters = { request_uri: await addressOf("request_uri", authorization) };
    await authorization.authorize({ client, challenge, parameters }, { role: "attack", label: "request-uri" });
  }
  if (endpoints.includes("registration") && !(await registered(groups.flat(), "all"))) {
    for (const group of groups) await registered(group, group[0]);
  }
  await authorization.look("addresses");

  /** True where a client was registered with addresses of ours in these members. */
  async function registered(members: readonly Member[], name: string): Promise<boolean> {
    const metadata = await naming(members, authorization);
    const made = await authorization.register(metadata, { role: "attack", label: `register:${name}` });
    const { client: stranger } = made;
    try {
      if (stranger === undefined) return false;
      // A page for people may show the logo; who the client is can only be told with its keys.
      await authorization.authorize({ client: stranger, challenge }, { role: "attack", label: `page:${name}` });
      const usesKeys = endpoints.includes("token") && metadata.jwks_uri !== undefined;
      if (usesKeys) {
        await authorization.token(stranger, noSuchCode, { role: "attack", label: `keys:${name}` });
      }
      return true;
    } finally {
      if (stranger !== undefined) await authorization.remove(stranger);
    }
  }
}

/** Where there is no client to take one of. */
const fallback = "https://desk.gauntlet.example/callback/return";

function addressOf(name: string, { address }: Pick<AuthorizationServer, "address">): Promise<string> {
  return address(name);
}

async function naming(members: readonly Member[], authorization: AuthorizationServer): Promise<JsonObject> {
  const entries = members.map(async (member) => {
    const url = await addressOf(member, authorization);
    return [member, member === "request_uris" ? [url] : url] as const;
  });
  const named = Object.fromEntries(await Promise.all(entries));
  return members.includes("jwks_uri") ? { ...named, ...withKeys } : named;
}

const withKeys = { token_endpoint_auth_method: "private_key_jwt", token_endpoint_auth_signing_alg: "RS256" };

const noSuchCode = { grant_type: "authorization_code", code: "gauntlet_no_such_code", redirect_uri: fallback };
