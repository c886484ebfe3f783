import { seededRandom } from "../../../engine/random.ts";
import { type AddressStand, openAddressStand } from "../../../identity/authorization/address-stand.ts";
import {
  type FoundAuthorization,
  findAuthorizationServer,
} from "../../../identity/authorization/find-authorization-server.ts";
import type { NewClient } from "../../../identity/authorization/registration.ts";
import type { OAuthClient } from "../../../model/authorization-server.ts";
import type { LoginClient, Principal } from "../../../model/principal.ts";
import { type Net, openNet } from "../../../net/open-net.ts";
import type { ScanRequest } from "../../scan-request.ts";

/** What a run has of the authorization server: found once, and the clients that it has there. */
export interface RunAuthorization {
  readonly net: Pick<Net, "fetch" | "check">;
  readonly stand: AddressStand;
  /** Redirect URIs that clients are registered with, the second one where the first is refused. */
  readonly redirectUris: readonly [string, string];
  /** Everything that was registered and not removed, by its id. */
  readonly clients: Map<string, NewClient>;
  /** The principals that log in at this issuer. */
  loginsAt(issuer: string): readonly Login[];
  readonly allowDestructive: boolean;
  /** The client that all checks share, since it cannot be removed. */
  shared: OAuthClient | undefined;
  /** `first` is true for whoever asks for it first: that takes requests. */
  find(signal: AbortSignal): { readonly first: boolean; readonly found: Promise<FoundAuthorization> };
  /** A word for names of ours. */
  word(): string;
  close(): Promise<void>;
}

/** With what a principal logs in. */
export type Login = LoginClient & Pick<Principal, "name" | "token">;

/** Nothing is asked, and nothing listens, before a check wants it. Undefined for a server that is started. */
export function openAuthorization({
  target,
  net: options,
  embedded,
  principals,
  seed,
  allowDestructive,
}: Pick<ScanRequest, "target" | "net" | "embedded" | "principals" | "seed" | "allowDestructive">):
  | RunAuthorization
  | undefined {
  if (target.kind !== "http") return undefined;
  const random = seededRandom(seed, "authorization");
  // Names under .example lead nowhere (RFC 2606), and no browser ever goes there.
  const redirectUris = [`https://desk.gauntlet-${random.word(8)}.example/callback/return`, loopbackRedirect] as const;
  const net = openNet(options);
  const stand = openAddressStand(random.word(24), redirectUris[0]);
  let found: Promise<FoundAuthorization> | undefined;
  return {
    net,
    stand,
    redirectUris,
    clients: new Map(),
    shared: undefined,
    allowDestructive,
    loginsAt: (issuer) =>
      principals
        .flatMap(({ name, token, login }) => (login === undefined ? [] : [{ name, token, ...login }]))
        .filter((login) => login.issuer === undefined || sameIssuer(login.issuer, issuer)),
    find(signal) {
      const first = found === undefined;
      const asked = found ?? findAuthorizationServer(target.url, embedded?.issuer?.url, net, signal);
      found = asked;
      // Whoever was interrupted did not find out.
      asked.catch(() => {
        found = undefined;
      });
      return { first, found: asked };
    },
    word: () => random.word(10),
    async close() {
      await stand.close();
      await net.close();
    },
  };
}

/** People leave the final slash of an issuer out. */
function sameIssuer(one: string, other: string): boolean {
  return one.replace(/\/$/, "") === other.replace(/\/$/, "");
}

/** Nothing has to listen there: where a redirect leads is read and not followed. */
const loopbackRedirect = "http://127.0.0.1:8765/callback/return";
