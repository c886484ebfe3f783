import type { CodeChallenge } from "../../../src/model/authorization-server.ts";
import type { Random } from "../../../src/model/ports.ts";

/** A challenge of a client that does all right; RFC 7636 wants 43 to 128 characters. */
export function challengeWith(random: Random): CodeChallenge {
  return { method: "S256", verifier: random.word(64) };
}

/** What exchanges a code for tokens. */
export function exchangeOf(code: string, redirectUri: string, verifier: string | undefined): Record<string, string> {
  return {
    grant_type: "authorization_code",
    code,
    redirect_uri: redirectUri,
    ...(verifier === undefined ? {} : { code_verifier: verifier }),
  };
}
