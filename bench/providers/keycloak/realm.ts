import { service, users } from "../provider.ts";

/** What tokens must be made for; the server under test is no client of the realm. */
export const audience = "guarded";

/** The clients: `chat` logs people in, `desk` may exchange their tokens too, the service acts for itself. */
export const clients = { chat: "chat", desk: "desk", service } as const;

/** The realm with its roles and users, as the admin API takes it. */
export function realm(name: string, password: (user: string) => string): object {
  return {
    realm: name,
    enabled: true,
    // Longer than the bench: a token of somebody who is locked out since cannot be fetched anew.
    accessTokenLifespan: 14_400,
    ssoSessionIdleTimeout: 28_800,
    ssoSessionMaxLifespan: 28_800,
    roles: { realm: [{ name: "viewer" }, { name: "agent" }, { name: "admin" }] },
    users: users.map((user) => ({
      username: user.name,
      firstName: user.name,
      lastName: "Example",
      email: `${user.name}@${user.tenant}.example`,
      emailVerified: true,
      enabled: true,
      attributes: { tenant: [user.tenant] },
      realmRoles: [user.role],
      credentials: [{ type: "password", value: password(user.name), temporary: false }],
    })),
  };
}

/** Scopes that are granted where they are asked for, and one that writes roles, tenant and audience into every token. */
export const scopes: readonly object[] = [
  ...["orders", "reports"].map((name) => scope(name, true, [])),
  scope("desk-claims", false, [
    mapper("roles", "oidc-usermodel-realm-role-mapper", { "claim.name": "roles", multivalued: "true" }),
    mapper("tenant", "oidc-usermodel-attribute-mapper", { "user.attribute": "tenant", "claim.name": "tenant" }),
    mapper("server", "oidc-audience-mapper", { "included.custom.audience": audience }),
  ]),
  scope("for-desk", false, [mapper("desk", "oidc-audience-mapper", { "included.client.audience": clients.desk })]),
];

/** The clients, as the admin API takes them; `for-desk` lets `desk` exchange the tokens of `chat`. */
export function clientsWith(secret: string): readonly object[] {
  const shared = {
    secret,
    publicClient: false,
    standardFlowEnabled: false,
    optionalClientScopes: ["orders", "reports"],
  };
  const ofPeople = { ...shared, directAccessGrantsEnabled: true };
  return [
    { ...ofPeople, clientId: clients.chat, defaultClientScopes: ["basic", "profile", "for-desk"] },
    {
      ...ofPeople,
      clientId: clients.desk,
      defaultClientScopes: ["basic", "profile", "desk-claims"],
      attributes: { "standard.token.exchange.enabled": "true" },
    },
    {
      ...shared,
      clientId: clients.service,
      serviceAccountsEnabled: true,
      // Without `profile` its tokens name no user.
      defaultClientScopes: ["basic", "desk-claims"],
    },
  ];
}

function scope(name: string, told: boolean, protocolMappers: readonly object[]): object {
  const attributes = { "include.in.token.scope": String(told) };
  return { name, protocol: "openid-connect", attributes, protocolMappers };
}

function mapper(name: string, protocolMapper: string, config: Readonly<Record<string, string>>): object {
  const shared = { "access.token.claim": "true", "jsonType.label": "String" };
  return { name, protocol: "openid-connect", protocolMapper, config: { ...shared, ...config } };
}
