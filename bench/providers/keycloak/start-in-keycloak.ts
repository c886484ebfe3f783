import { randomUUID } from "node:crypto";
import { askForToken } from "../ask-for-token.ts";
import { type RunningProvider, users } from "../provider.ts";
import { administer } from "./admin.ts";
import { distribution } from "./distribution.ts";
import { audience, clients, clientsWith, realm, scopes } from "./realm.ts";
import { startKeycloak } from "./server.ts";

const realmName = "gauntlet";

/** Starts a Keycloak with the users of the server under test: erin is disabled once she has a token, and again without one. */
export async function startInKeycloak(dist: string, tell: (line: string) => void): Promise<RunningProvider> {
  const folder = await distribution(dist, tell);
  tell(`starting Keycloak in ${folder}`);
  const keycloak = await startKeycloak(folder);
  try {
    const issuer = `${keycloak.url}/realms/${realmName}`;
    const [password, secret] = [randomUUID(), randomUUID()];
    const admin = administer(keycloak);
    await admin(
      "POST",
      "",
      realm(realmName, () => password),
    );
    for (const scope of scopes) await admin("POST", `/${realmName}/client-scopes`, scope);
    for (const client of clientsWith(secret)) await admin("POST", `/${realmName}/clients`, client);
    const tokenOf = (client: string, username: string) =>
      askForToken(
        `${issuer}/protocol/openid-connect/token`,
        { id: client, secret },
        { grant_type: "password", username, password, scope: "orders" },
      );
    const [daves, erins] = [await tokenOf(clients.chat, "dave"), await tokenOf(clients.desk, "erin")];
    const [erin] = (await admin("GET", `/${realmName}/users?username=erin&exact=true`)) as [{ id: string }];
    await admin("PUT", `/${realmName}/users/${erin.id}`, { ...erin, enabled: false });
    return {
      issuer,
      server: ["--audience", audience, "--user-claim", "preferred_username"],
      ...principals(issuer),
      env: { CLIENT_SECRET: secret, USER_PASSWORD: password, DAVE_TOKEN: daves, ERIN_TOKEN: erins },
      stop: keycloak.stop,
    };
  } catch (error) {
    await keycloak.stop();
    throw error;
  }
}

function principals(issuer: string): Pick<RunningProvider, "tokens" | "more"> {
  const desk = { issuer, clientId: clients.desk, clientSecret: { env: "CLIENT_SECRET" } };
  const login = (username: string, scope: string) => {
    return { oauth: { ...desk, grant: "password", username, password: { env: "USER_PASSWORD" }, scope } };
  };
  return {
    tokens: {
      ...Object.fromEntries(users.map(({ name, scope }) => [name, login(name, scope)])),
      dave: { oauth: { ...desk, grant: "token_exchange", subjectToken: { env: "DAVE_TOKEN" }, scope: "orders" } },
      erin: { env: "ERIN_TOKEN" },
      [clients.service]: {
        oauth: { ...desk, clientId: clients.service, grant: "client_credentials", scope: "orders" },
      },
    },
    more: [{ name: "erin, logging in", standing: "disabled", token: login("erin", "orders") }],
  };
}
