import type { Desk } from "../desk.ts";
import { type Answer, type Asked, formOf } from "../http.ts";
import { asWords } from "../person.ts";

/** RFC 7662: the claims of a token that is good, and of any other only that it is not. Asks nobody who they are. */
export async function introspect(desk: Desk, asked: Asked): Promise<Answer> {
  if (asked.method !== "POST") return { status: 405, headers: { allow: "POST" } };
  const claims = await desk.valid(formOf(asked).get("token") ?? "");
  if (claims === undefined) return { status: 200, body: { active: false } };
  const { client_id, azp, cid, scope, scp } = claims;
  return {
    status: 200,
    body: {
      ...claims,
      active: true,
      token_type: "Bearer",
      client_id: client_id ?? azp ?? cid,
      scope: asWords(scope ?? scp),
    },
  };
}
