import { createLocalJWKSet, jwtVerify } from "jose";
import type { JsonObject } from "../../model/json.ts";
import type { Random } from "../../model/ports.ts";
import { type Account, findAccount } from "./accounts.ts";
import { control } from "./control.ts";
import type { Code, Desk, Refresh } from "./desk.ts";
import { noFaults } from "./faults.ts";
import { type IssuerAlgorithm, openKeyRing } from "./key-ring.ts";
import { type MintSetting, payloadFor, signedToken } from "./mint.ts";
import { type PresetName, presets } from "./presets.ts";
import { openRequestLog } from "./request-log.ts";
import { answerAt } from "./routes.ts";
import { serve } from "./serve.ts";
import { openStore } from "./store.ts";
import type { TestIssuer } from "./test-issuer.ts";

/** What an issuer is opened with. */
export interface IssuerOptions {
  /** 0 = any that is free. */
  readonly port: number;
  readonly preset: PresetName;
  /** The audience of tokens for which nobody asked for another. */
  readonly audience: string;
  readonly algorithm: IssuerAlgorithm;
  /** Laid over the claims of every token that a preset shapes. */
  readonly claims: JsonObject;
  /** Laid over the JOSE header of every token, but for `alg` and `kid`. */
  readonly header?: JsonObject;
  /** Who can sign in; anybody where there are none. */
  readonly accounts: readonly Account[];
  /** Whether anybody who can reach the port may mint, break and look: see docs/idp.md. */
  readonly control: boolean;
  readonly random: Random;
  /** Milliseconds since 1970. */
  now(): number;
}

/** The client of tokens that nobody asked for. */
const ownClient = "mcp-gauntlet";

/** Opens an issuer on 127.0.0.1. Throws a `usage` HarnessError for a port that is taken. */
export async function openIssuer(options: IssuerOptions): Promise<TestIssuer> {
  const { accounts, algorithm, random } = options;
  const keys = await openKeyRing(algorithm);
  const log = openRequestLog();
  const opaque = openStore<string>();
  const revoked = openStore<true>();
  let faults = noFaults;
  const seconds = () => Math.floor(options.now() / 1000) + faults.skewSeconds;
  const served = await serve(options.port, (asked, signal) => answer(asked, signal));
  const setting: MintSetting = {
    issuer: served.url,
    audience: options.audience,
    algorithm,
    preset: presets[options.preset],
    claims: options.claims,
    header: options.header ?? {},
    keys,
    clientId: ownClient,
    faults: () => faults,
    seconds,
    nextId: () => random.word(20),
  };
  const desk: Desk = {
    url: served.url,
    codes: openStore<Code>(),
    refreshes: openStore<Refresh>(),
    account: (who) => findAccount(accounts, who),
    firstAccount: () => accounts[0] ?? { claims: { sub: "user" }, disabled: false },
    mint: (claims, how = {}) => signedToken(setting, payloadFor(setting, claims, how), how),
    async valid(given) {
      const token = opaque.get(given) ?? given;
      if (revoked.get(given) || revoked.get(token)) return undefined;
      const verified = await jwtVerify(token, createLocalJWKSet(keys.published()), {
        currentDate: new Date(seconds() * 1000),
      }).catch(() => undefined);
      const claims = verified?.payload as JsonObject | undefined;
      if (claims === undefined || (claims.iss ?? served.url) !== served.url) return undefined;
      return typeof claims.sub === "string" && desk.account(claims.sub)?.disabled ? undefined : claims;
    },
    revoke: (token) => revoked.put(token, true),
    seconds,
  };
  const issuer: TestIssuer = {
    url: served.url,
    port: served.port,
    jwksUri: `${served.url}/jwks`,
    algorithm,
    mint: desk.mint,
    async mintOpaque(claims, how = {}) {
      const name = `at_${random.word(32)}`;
      opaque.put(name, await desk.mint(claims, how));
      return name;
    },
    revoke: desk.revoke,
    keys: keys.published,
    rotate: keys.rotate,
    faults: () => faults,
    fail(changed) {
      faults = { ...faults, ...changed };
    },
    heal() {
      faults = noFaults;
    },
    requests: log.all,
    close: served.close,
  };
  const answer = answerAt({
    desk,
    keys,
    log,
    random,
    faults: () => faults,
    now: options.now,
    control: options.control ? control(issuer) : undefined,
  });
  return issuer;
}
