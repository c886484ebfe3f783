import type { Identity } from "../../../src/model/identity.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Parameter } from "../../../src/model/scene.ts";
import type { Call } from "../people/call.ts";
import type { Disguise } from "./disguise.ts";

/** Headers in which proxies and gateways tell who was authenticated, and common ones of frameworks. */
const headers = [
  "x-user-id",
  "x-user",
  "x-user-email",
  "x-username",
  "x-forwarded-user",
  "x-forwarded-email",
  "x-forwarded-preferred-username",
  "x-remote-user",
  "remote-user",
  "x-auth-request-user",
  "x-auth-request-email",
  "x-authenticated-user",
  "x-authenticated-userid",
  "x-ms-client-principal-name",
  "x-goog-authenticated-user-email",
];

/** Members of `_meta` that name a user. */
const members = ["user", "userId", "user_id", "username", "email", "sub", "subject"];

/** Claims that name a person; the first few that a token has are tried. */
const claims = ["sub", "preferred_username", "username", "email", "oid", "uid"];
const mostNames = 3;

const userLike =
  /^(?:(?:as|for|on_behalf_of|acting|target|current)_?)?(?:user|owner|account|customer|subject|actor|member|employee)(?:_?(?:id|name|email|sub))?$/i;

/** Ways of `asker` to say to be `user`, with an own valid token. */
export function namings(
  asker: Identity,
  user: Identity,
  call: Call,
  parameters: readonly Parameter[],
): readonly Disguise[] {
  const { name: principal } = asker;
  const names = namesOf(user);
  const wheres = parameters
    .filter(({ path, type }) => userLike.test(path) && type !== "boolean")
    .map(({ path }) => path);
  return names
    .flatMap((name): Disguise[] => [
      {
        technique: "header",
        says: `naming ${user.name} in a header`,
        who: { principal, headers: Object.fromEntries(headers.map((header) => [header, name])) },
      },
      {
        technique: "meta",
        says: `naming ${user.name} in _meta`,
        who: { principal },
        call: withMeta(call, Object.fromEntries(members.map((member) => [member, name]))),
      },
      { technique: "client", says: `calling the client ${name}`, who: { principal, client: name } },
      ...(call.method === "tools/call"
        ? [...new Set([...wheres, "user_id"])].map((where) => ({
            technique: "argument",
            says: `naming ${user.name} in the argument ${where}`,
            who: { principal },
            call: withArgument(call, where, name),
          }))
        : []),
    ])
    .concat({ technique: "client", says: "calling the client admin", who: { principal, client: "admin" } });
}

function namesOf({ name, claims: known }: Identity): readonly string[] {
  const said = claims.flatMap((claim) => (typeof known?.[claim] === "string" ? [known[claim]] : []));
  return [...new Set([...said, name])].slice(0, mostNames);
}

function withMeta({ method, params }: Call, meta: JsonObject): Call {
  return { method, params: { ...params, _meta: meta } };
}

function withArgument({ method, params }: Call, name: string, value: string): Call {
  return { method, params: { ...params, arguments: { ...(params.arguments as JsonObject), [name]: value } } };
}
