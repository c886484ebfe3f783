import type { AuthorizationServer, OAuthClient } from "../../../../src/model/authorization-server.ts";
import type { Random } from "../../../../src/model/ports.ts";
import { takenOn } from "../answer.ts";
import { askAsNobody } from "../nobodys-page.ts";
import { challengeWith } from "../verifier.ts";
import { strangersTo } from "./strangers.ts";

/** No server has a grant of this kind: one that tells its clients of errors says so at their address, without a login before. */
const impossible = { response_type: "gauntlet_none" };

/**
 * Asks for a code, and for something that must be an error, at the registered address and at strangers. Where a login stands before a
 * code, the error alone shows where the server would go.
 */
export async function probeRedirect(
  authorization: AuthorizationServer,
  client: OAuthClient,
  random: Random,
  only: readonly string[] | undefined,
): Promise<void> {
  const challenge = challengeWith(random);
  const facts = { registered: client.registered };
  const right = { client, challenge };
  const { code } = await authorization.authorize(right, { role: "control", label: "right", facts });
  if (code === undefined) await askAsNobody(authorization, client, random);
  for (const [index, { technique, says, uri, samePlace = false }] of strangersTo(client, random).entries()) {
    if (only !== undefined && !only.includes(technique)) continue;
    const asked = { ...right, redirectUri: uri };
    const told = { says, uri, samePlace };
    const first = { role: "attack", label: `stranger:${technique}`, facts: told } as const;
    const { exchange } = await authorization.authorize(asked, first);
    // Some look at the address only once all else is in order: one stranger is asked for both.
    if (index > 0 && (code !== undefined || !takenOn(exchange))) continue;
    const second = { role: "attack", label: `stranger-error:${technique}`, facts: told } as const;
    await authorization.authorize({ ...asked, parameters: impossible }, second);
  }
}
