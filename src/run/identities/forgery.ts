import { seededRandom } from "../../engine/random.ts";
import { tokenOf } from "../../identity/claims-of.ts";
import { type Forge, openForge } from "../../identity/forge/open-forge.ts";
import { mintWrong } from "../../identity/issuer/mint-wrong.ts";
import { type ForgedKind, mintedKinds } from "../../model/forged-kind.ts";
import type { Identities } from "../../model/ports.ts";
import type { Principal } from "../../model/principal.ts";
import { mintAs } from "../issuer/embedded-issuer.ts";
import type { ScanRequest } from "../scan-request.ts";
import { openKeyStand } from "./key-stand.ts";
import { publishedKeys } from "./published-keys.ts";

/** Makes wrong tokens from those of the principals of a run. */
export interface Forgery {
  readonly forge: Identities["forge"];
  close(): Promise<void>;
}

/** Nothing is listened to, and no provider asked, before a token is wanted that takes it. */
export function openForgery(
  { principals, embedded, net, seed }: Pick<ScanRequest, "principals" | "embedded" | "net" | "seed">,
  signal: AbortSignal,
): Forgery {
  const stand = openKeyStand();
  const forges = new Map<string, { readonly token: string; readonly forge: Forge }>();
  const random = (name: string) => seededRandom(seed, "forge", name);

  /** Of the token of now: what is forged of one that has expired would be refused for that alone. */
  const forgeOf = async (principal: Principal): Promise<Forge | string> => {
    const token = await tokenOf(principal, signal);
    if (token === undefined) return `${principal.name} has no token now`;
    const known = forges.get(principal.name);
    if (known?.token === token) return known.forge;
    const jwks = embedded?.issuer?.keys() ?? (await publishedKeys(token, net, signal));
    const forge = openForge({ token, random: random(principal.name), ...(jwks === undefined ? {} : { jwks }) });
    forges.set(principal.name, { token, forge });
    return forge;
  };

  return {
    async forge(kind, name) {
      const principal = principals.find((one) => one.name === name);
      if (principal === undefined) return "nobody has no token";
      if (isMinted(kind)) return minted(kind, principal);
      const forge = await forgeOf(principal);
      if (typeof forge === "string") return forge;
      const made = await forge.make(kind, await pointing(kind, forge));
      return made.ok ? made.forged : made.why;
    },
    close: () => stand.close(),
  };

  /** Where our keys, or the certificate of one, can be read, for tokens that point there. */
  async function pointing(kind: ForgedKind, forge: Forge): Promise<{ readonly url?: string }> {
    if (kind === "x5u") return { url: await stand.show(await forge.certificate()) };
    if (kind === "jku" || kind === "kid-url") return { url: await stand.show(await forge.keySet()) };
    return {};
  }

  async function minted(kind: (typeof mintedKinds)[number], principal: Principal) {
    const claims = principal.token && embedded?.claimsOf(principal.token);
    if (embedded?.issuer === undefined || claims === undefined) {
      return "only the issuer can sign such a token: set up `issuer` in the config, and point the server at it";
    }
    const other = principals.find(({ tenant }) => tenant !== undefined && tenant !== principal.tenant)?.tenant;
    const tenants = principal.tenant && other ? { tenants: { own: principal.tenant, other } } : {};
    const stranger = `gauntlet_${random(principal.name).word(10)}`;
    const made = await mintWrong(embedded.issuer, kind, {
      claims,
      how: mintAs(claims),
      stranger,
      ...tenants,
    });
    return made.ok ? made.forged : made.why;
  }
}

function isMinted(kind: ForgedKind): kind is (typeof mintedKinds)[number] {
  return (mintedKinds as readonly string[]).includes(kind);
}
