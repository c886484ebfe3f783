import type { Preset } from "../preset.ts";

/**
 * An ID token of Google Workspace: developers.google.com/identity, "OpenID Connect", section "An ID token's payload". Google's
 * access tokens are opaque, so that servers are sent the ID token; it has no groups, roles or scopes, and the tenant is `hd`.
 */
export const google: Preset = {
  header: { typ: "JWT" },
  person: ({ sub, name, email, tenant }, { clientId }) => ({
    azp: clientId,
    sub,
    hd: tenant,
    email,
    email_verified: email === undefined ? undefined : true,
    name,
  }),
  service: (_service, { clientId }) => ({
    azp: clientId,
    sub: clientId,
    email: `${clientId}@project.iam.gserviceaccount.com`,
    email_verified: true,
  }),
};
