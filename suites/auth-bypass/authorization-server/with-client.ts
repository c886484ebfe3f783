import type {
  AuthorizationServer,
  AuthorizationServerFacts,
  OAuthClient,
} from "../../../src/model/authorization-server.ts";

/** Does something as a client of the authorization server; nothing where there is no such server, or no client. */
export function withClient(
  authorization: AuthorizationServer,
  use: (client: OAuthClient, facts: AuthorizationServerFacts) => Promise<void>,
): Promise<void> {
  return withServer(authorization, async (facts, client) => {
    if (client !== undefined) await use(client, facts);
  });
}

/**
 * Finds the authorization server and a client to ask it as, which is removed in the end where that can be; does nothing where there
 * is no such server.
 */
export async function withServer(
  authorization: AuthorizationServer,
  use: (facts: AuthorizationServerFacts, client: OAuthClient | undefined) => Promise<void>,
): Promise<void> {
  const { facts } = await authorization.find("server");
  const found = facts as unknown as AuthorizationServerFacts;
  if (found.state !== "found" || !found.endpoints.includes("authorization")) return;
  const client = await authorization.client({ role: "setup", label: "register" });
  if (typeof client === "string") return use(found, undefined);
  try {
    await use(found, client);
  } finally {
    await authorization.remove(client);
  }
}
