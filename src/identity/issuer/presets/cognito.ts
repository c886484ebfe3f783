import { asList, asWords } from "../person.ts";
import type { Preset } from "../preset.ts";

/**
 * An access token of an Amazon Cognito user pool: docs.aws.amazon.com, Cognito developer guide, "Understanding the access
 * token". It has no `aud`, no name and no e-mail address; `client_id` and `token_use` stand in for the audience. `tenant` is
 * the custom attribute of that name, which a pool has to be set up for.
 */
export const cognito: Preset = {
  header: {},
  person: ({ sub, groups, tenant, scopes }, { clientId, id, issuedAt }) => ({
    aud: undefined,
    sub,
    "cognito:groups": asList(groups),
    client_id: clientId,
    origin_jti: `origin-${id}`,
    event_id: `event-${id}`,
    token_use: "access",
    scope: asWords(scopes) ?? "aws.cognito.signin.user.admin",
    auth_time: issuedAt,
    jti: id,
    username: sub,
    "custom:tenant": tenant,
    version: 2,
  }),
  service: ({ scopes, tenant }, { clientId, id, issuedAt }) => ({
    aud: undefined,
    sub: clientId,
    client_id: clientId,
    token_use: "access",
    scope: asWords(scopes) ?? "",
    auth_time: issuedAt,
    jti: id,
    "custom:tenant": tenant,
    version: 2,
  }),
};
