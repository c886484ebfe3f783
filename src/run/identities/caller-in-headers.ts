import { namesCredential } from "../../identity/credential-name.ts";
import { anonymous, type Principal } from "../../model/principal.ts";
import type { Target } from "../../model/target.ts";

/**
 * Where no principal is named and the target's own headers carry credentials (`--header 'Authorization: …'`), these are those
 * of a principal called `caller`: a request as nobody must not have them. Otherwise headers of the target are part of every request.
 */
export function callerInHeaders(
  target: Target,
  principals: readonly Principal[],
): { readonly target: Target; readonly principals: readonly Principal[] } {
  if (principals.length > 0 || target.kind !== "http") return { target, principals };
  const all = Object.entries(target.headers);
  const own = all.filter(([name]) => namesCredential(name));
  if (own.length === 0) return { target, principals };
  const headers = Object.fromEntries(all.filter(([name]) => !namesCredential(name)));
  const caller = { ...anonymous, name: "caller", standing: "user", headers: Object.fromEntries(own) } as const;
  return { target: { ...target, headers }, principals: [caller] };
}
