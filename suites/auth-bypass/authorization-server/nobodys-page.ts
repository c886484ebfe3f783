import type { AuthorizationServer, OAuthClient } from "../../../src/model/authorization-server.ts";
import type { Evidence } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import type { Random } from "../../../src/model/ports.ts";
import { answerOf, step } from "./answer.ts";
import { sameTreatment } from "./same-treatment.ts";

/** Asks as a client that does not exist: a page that looks at nothing before it is in a browser is the same for it. */
export async function askAsNobody(
  authorization: AuthorizationServer,
  client: OAuthClient,
  random: Random,
): Promise<void> {
  const nobody = { ...client, id: `gauntlet_${random.word(10)}` };
  await authorization.authorize({ client: nobody }, { role: "baseline", label: "no-such-client" });
}

/** True where that client was led to the same place as this one was: then a page says nothing of what was asked. */
export function saysNothing(evidence: Evidence, control: Exchange): boolean {
  const nobody = step(evidence, "no-such-client");
  const [mine, right] = [nobody === undefined ? undefined : answerOf(nobody), answerOf(control)];
  return mine !== undefined && right !== undefined && sameTreatment(mine, right);
}

/** What is said of it then. */
export const nothingSaid =
  "the same page comes for a client that does not exist: what is asked is only looked at in a browser";
