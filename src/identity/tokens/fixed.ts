import type { TokenSource } from "../../model/principal.ts";

/** Always the same token: there is nowhere to get another from. */
export function fixed(token: string): TokenSource {
  return { get: async () => ({ ok: true, token }) };
}
