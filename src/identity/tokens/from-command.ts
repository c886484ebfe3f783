import { HarnessError } from "../../model/errors.ts";
import type { TokenSource } from "../../model/principal.ts";
import { jwtValidity } from "./expiry.ts";
import { keepFresh } from "./keep-fresh.ts";

/**
 * The token that a command prints; the command runs again when that was a JWT which is about to expire. The first time it
 * fails as `run` does, later it only gives no token.
 */
export async function fromCommand(
  run: () => Promise<string>,
  secret: (value: string) => void,
  now: () => number,
): Promise<TokenSource> {
  let first: string | undefined = await run();
  secret(first);
  return keepFresh(async () => {
    try {
      const token = first ?? (await run());
      first = undefined;
      secret(token);
      return { ok: true, token, validity: jwtValidity(token, now()) };
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      return { ok: false, why: "the command that prints its token no longer works" };
    }
  }, now);
}
