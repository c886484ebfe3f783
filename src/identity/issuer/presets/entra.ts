import type { Json, JsonObject } from "../../../model/json.ts";
import { asList, asWords } from "../person.ts";
import type { Preset } from "../preset.ts";

/** More groups than this do not fit into a JWT of Entra: "Groups overage claim" of the reference below. */
const mostGroups = 200;

/**
 * A version 2.0 access token of Microsoft Entra ID: learn.microsoft.com, "Access token claims reference" (identity platform).
 * With Entra itself `sub` differs from `oid` and is another one for each application; both are the neutral `sub` here, so that
 * one name decides who it is. Tenant and groups are object ids there and stand as they are given here.
 */
export const entra: Preset = {
  header: { typ: "JWT" },
  person: ({ sub, name, email, groups, roles, tenant, scopes }, { clientId, id, issuedAt }) => ({
    ver: "2.0",
    uti: id,
    nbf: issuedAt,
    azp: clientId,
    azpacr: "0",
    sub,
    oid: sub,
    tid: tenant,
    name,
    email,
    preferred_username: email,
    roles: asList(roles),
    scp: asWords(scopes) ?? "access_as_user",
    ...grouped(asList(groups), sub),
  }),
  service: ({ roles, tenant }, { clientId, id, issuedAt }) => ({
    ver: "2.0",
    uti: id,
    nbf: issuedAt,
    azp: clientId,
    azpacr: "1",
    idtyp: "app",
    sub: clientId,
    oid: clientId,
    tid: tenant,
    roles: asList(roles),
  }),
};

/**
 * The groups; where there are too many, in their place only where to ask for them. The implicit flow says `hasgroups` instead:
 * give that as a claim.
 */
function grouped(groups: Json | undefined, oid: Json | undefined): JsonObject {
  if (!Array.isArray(groups) || groups.length <= mostGroups) return { groups };
  const endpoint = `https://graph.microsoft.com/v1.0/users/${String(oid)}/getMemberObjects`;
  return { _claim_names: { groups: "src1" }, _claim_sources: { src1: { endpoint } } };
}
