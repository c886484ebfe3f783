import { seededRandom } from "../../engine/random.ts";
import { openIssuer } from "../../identity/issuer/open-issuer.ts";
import type { TestIssuer } from "../../identity/issuer/test-issuer.ts";
import { jwtValidity } from "../../identity/tokens/expiry.ts";
import { keepFresh } from "../../identity/tokens/keep-fresh.ts";
import type { IssuerConfig } from "../../model/config.ts";
import type { JsonObject } from "../../model/json.ts";
import type { TokenSource } from "../../model/principal.ts";

/** The test issuer that a config asks for: its tokens are promised when the config is read, and made once a run has opened it. */
export interface EmbeddedIssuer {
  /** Tokens with these claims. */
  mint(claims: JsonObject): TokenSource;
  /** The claims that a token source was promised with; undefined for one of another making. */
  claimsOf(source: TokenSource): JsonObject | undefined;
  /** Undefined before it is open. */
  readonly issuer: TestIssuer | undefined;
  /** Throws a `usage` HarnessError for a port that is taken. */
  open(seed: number): Promise<void>;
  close(): Promise<void>;
}

/** How claims of a config are minted: without `sub` they are those of a client that acts for itself. */
export function mintAs({ sub }: JsonObject): { readonly service: boolean } {
  return { service: sub === undefined };
}

/** `audience` is that of tokens where the config names none; `secret` hears of every token. */
export function embeddedIssuer(
  { port = 9400, preset = "plain", audience: named, algorithm = "RS256", claims = {}, header = {} }: IssuerConfig,
  audience: string,
  secret: (token: string) => void,
): EmbeddedIssuer {
  const promised = new WeakMap<TokenSource, JsonObject>();
  let issuer: TestIssuer | undefined;
  return {
    get issuer() {
      return issuer;
    },
    mint(wanted) {
      const source = keepFresh(async () => {
        if (issuer === undefined) return { ok: false, why: "the test issuer is not open" };
        const token = await issuer.mint(wanted, mintAs(wanted));
        secret(token);
        return { ok: true, token, validity: jwtValidity(token, Date.now()) };
      }, Date.now);
      promised.set(source, wanted);
      return source;
    },
    claimsOf: (source) => promised.get(source),
    async open(seed) {
      const random = seededRandom(seed, "issuer");
      const shared = { port, preset, algorithm, claims, header, random, now: Date.now };
      issuer ??= await openIssuer({ ...shared, audience: named ?? audience, accounts: [], control: false });
    },
    async close() {
      const closing = issuer;
      issuer = undefined;
      await closing?.close();
    },
  };
}
