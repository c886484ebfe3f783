import type { Desk } from "../desk.ts";
import { type Answer, type Asked, formOf } from "../http.ts";

/** RFC 7009: the token is good no more, and with a refresh token its whole family; what is not known is revoked too. */
export async function revoke(desk: Desk, asked: Asked): Promise<Answer> {
  if (asked.method !== "POST") return { status: 405, headers: { allow: "POST" } };
  const token = formOf(asked).get("token") ?? "";
  const refresh = desk.refreshes.get(token);
  if (refresh === undefined) desk.revoke(token);
  else desk.refreshes.drop(({ family }) => family === refresh.family);
  return { status: 200 };
}
