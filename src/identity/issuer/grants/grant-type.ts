import type { Desk } from "../desk.ts";
import type { Answer } from "../http.ts";

/** One way to get a token. */
export type GrantType = (desk: Desk, clientId: string, form: URLSearchParams) => Promise<Answer>;

/** The resource (RFC 8707) or audience that a form asks for. */
export function audienceOf(form: URLSearchParams): string | undefined {
  return form.get("resource") ?? form.get("audience") ?? undefined;
}
