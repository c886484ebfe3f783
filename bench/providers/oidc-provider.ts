import { askForToken } from "./ask-for-token.ts";
import { places } from "./places.ts";
import { type RunningProvider, service, users } from "./provider.ts";
import { startAnnounced } from "./start-announced.ts";

interface Ready {
  readonly url: string;
  readonly clients: readonly { readonly id: string; readonly secret?: string }[];
  readonly users: readonly { readonly name: string; readonly password: string }[];
}

/** What the server under test is called at the provider. */
const resource = "https://desk.example/mcp";

/** The certified oidc-provider as the fixture sets it up. It has no disabled users: that erin is one, the server alone knows. */
export async function startOidcProvider(): Promise<RunningProvider> {
  const { ready, stop } = await startAnnounced<Ready>(places.oidcProvider, [
    ...["--resource", resource],
    ...["--lifetime", "7200"],
  ]);
  const client = (id: string) => ready.clients.find((one) => one.id === id) ?? { id };
  const password = (name: string) => ready.users.find((user) => user.name === name)?.password ?? "";
  const web = { clientId: "web", clientSecret: { env: "WEB_SECRET" }, issuer: ready.url, resource };
  const byPassword = users.map(({ name, scope }) => {
    const oauth = { ...web, grant: "password", username: name, password: { env: passwordOf(name) }, scope };
    return [name, { oauth }] as const;
  });
  const dave = { grant_type: "password", username: "dave", password: password("dave"), scope: "orders", resource };
  return {
    issuer: ready.url,
    server: ["--audience", resource],
    tokens: {
      ...Object.fromEntries(byPassword),
      dave: { oauth: { ...web, grant: "token_exchange", subjectToken: { env: "DAVE_TOKEN" }, scope: "orders" } },
      [service]: {
        oauth: {
          ...web,
          grant: "client_credentials",
          clientId: service,
          clientSecret: { env: "SERVICE_SECRET" },
          scope: "orders",
        },
      },
    },
    more: [],
    env: {
      WEB_SECRET: client("web").secret ?? "",
      SERVICE_SECRET: client(service).secret ?? "",
      DAVE_TOKEN: await askForToken(`${ready.url}/token`, client("web"), dave),
      ...Object.fromEntries(users.map(({ name }) => [passwordOf(name), password(name)])),
    },
    stop,
  };
}

function passwordOf(name: string): string {
  return `${name.toUpperCase()}_PASSWORD`;
}
