import type { Identity, Who } from "../../../src/model/identity.ts";
import type { Identities } from "../../../src/model/ports.ts";
import type { Scene } from "../../../src/model/scene.ts";
import { claimValues } from "./claim-values.ts";

/** Two who must both be refused; the first is somebody to the server, the second is nobody. */
export interface Alike {
  readonly name: string;
  readonly known: Who;
  readonly unknown: Who;
  /** Who they are, for people: `a disabled user`. */
  readonly says: readonly [string, string];
  /** True where their tokens are the same in all but who it is. */
  readonly same: boolean;
  /** What the tokens say: an echo of it tells nothing. */
  readonly sent: readonly string[];
}

/** Outsiders that are asked for. */
const mostOutsiders = 2;

/** Everybody whom the server should know and refuse, each beside somebody unknown; or one phrase on why there is nobody. */
export async function peopleAlike(
  identities: Identities,
  scene: Scene,
  user: Identity,
): Promise<readonly Alike[] | string> {
  const outsiders = outsidersOf(scene);
  const refused = outsiders.filter(({ standing }) => standing !== "unknown").slice(0, mostOutsiders);
  const missing: string[] = [];
  const alike: Alike[] = [];
  for (const { name: principal, standing, claims } of refused) {
    const forged = await identities.forge("unknown-user", principal);
    if (typeof forged === "string") missing.push(forged);
    else if (forged[0] !== undefined) {
      const sent = [principal, ...claimValues(claims), ...claimValues(forged[0].token)];
      const says = [`a ${standing} user`, "one who does not exist"] as const;
      const unknown = { principal, forged: forged[0] };
      alike.push({ name: `${standing} ${principal}`, known: { principal }, unknown, says, same: true, sent });
    }
  }
  const { name: principal } = user;
  const moved = await identities.forge("other-tenant", principal);
  const nobody = await identities.forge("unknown-user-other-tenant", principal);
  if (typeof moved === "string" || typeof nobody === "string") missing.push(String(moved));
  else if (moved[0] !== undefined && nobody[0] !== undefined) {
    const sent = [principal, ...claimValues(moved[0].token), ...claimValues(nobody[0].token)];
    const says = ["a user of another tenant", "one of that tenant who does not exist"] as const;
    const [known, unknown] = [moved[0], nobody[0]].map((forged) => ({ principal, forged }));
    if (known && unknown) alike.push({ name: "other tenant", known, unknown, says, same: true, sent });
  }
  const all = alike.length > 0 ? alike : ofTheOwner(outsiders);
  return all.length > 0 ? all : (missing[0] ?? "nobody in the config is to be refused");
}

/** Whom the owner says that the server has to refuse. */
export function outsidersOf({ identities }: Scene): readonly Identity[] {
  return identities.filter(({ standing, credentials }) => credentials && standing !== "user" && standing !== "service");
}

/** Two tokens that the owner gave: they may be refused for reasons of their own. */
function ofTheOwner(outsiders: readonly Identity[]): readonly Alike[] {
  const known = outsiders.find(({ standing }) => standing !== "unknown");
  const unknown = outsiders.find(({ standing }) => standing === "unknown");
  if (known === undefined || unknown === undefined) return [];
  return [
    {
      name: "of the owner",
      known: { principal: known.name },
      unknown: { principal: unknown.name },
      says: [`a ${known.standing} user`, "one who does not exist"],
      same: false,
      sent: [known.name, unknown.name, ...claimValues(known.claims), ...claimValues(unknown.claims)],
    },
  ];
}
