import { asList } from "../person.ts";
import type { Preset } from "../preset.ts";

/**
 * An access token of an Okta custom authorization server: developer.okta.com, "OpenID Connect & OAuth 2.0 API", section
 * "Access token payload", and the guide "Customize tokens returned from Okta" for `groups`, which the owner adds. With Okta
 * itself `sub` is the login and `uid` the id; both are the neutral `sub` here, so that one name decides who it is.
 */
export const okta: Preset = {
  header: {},
  person: ({ sub, name, email, groups, roles, tenant, scopes }, { clientId, id, issuedAt }) => ({
    ver: 1,
    jti: `AT.${id}`,
    cid: clientId,
    uid: sub,
    scp: asList(scopes) ?? ["openid"],
    auth_time: issuedAt,
    sub,
    groups: asList(groups),
    name,
    email,
    roles,
    tenant,
  }),
  service: ({ scopes, roles, tenant }, { clientId, id }) => ({
    ver: 1,
    jti: `AT.${id}`,
    cid: clientId,
    scp: asList(scopes) ?? [],
    sub: clientId,
    roles,
    tenant,
  }),
};
