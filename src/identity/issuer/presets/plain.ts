import { asWords } from "../person.ts";
import type { Preset } from "../preset.ts";

/** The JWT profile for access tokens, RFC 9068: sections 2.1 (header), 2.2 (claims) and 2.2.3.1 (groups, roles). */
export const plain: Preset = {
  header: { typ: "at+jwt" },
  person: ({ scopes, ...person }, { clientId, id }) => ({
    ...person,
    jti: id,
    client_id: clientId,
    scope: asWords(scopes),
  }),
  service: ({ roles, tenant, scopes }, { clientId, id }) => ({
    sub: clientId,
    roles,
    tenant,
    jti: id,
    client_id: clientId,
    scope: asWords(scopes),
  }),
};
