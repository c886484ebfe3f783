import type {
  AuthorizationServer,
  AuthorizationServerFacts,
  CodeChallenge,
  OAuthClient,
} from "../../../../src/model/authorization-server.ts";
import type { Random, Step } from "../../../../src/model/ports.ts";
import { askAsNobody } from "../nobodys-page.ts";
import { challengeWith, exchangeOf } from "../verifier.ts";

/** What is done wrong: with the request for a code, or with the code. */
export type PkceTechnique = "no-challenge" | "plain" | "wrong-verifier" | "no-verifier";

/** Asks for codes with a challenge and without, and exchanges what is given with the verifier, with another one and with none. */
export async function probePkce(
  authorization: AuthorizationServer,
  client: OAuthClient,
  { endpoints }: AuthorizationServerFacts,
  random: Random,
  only: readonly string[] | undefined,
): Promise<void> {
  const wanted = (technique: PkceTechnique) => only === undefined || only.includes(technique);
  const codeFor = async (challenge: CodeChallenge | undefined, step: Step): Promise<string | undefined> => {
    const request = { client, ...(challenge === undefined ? {} : { challenge }) };
    return (await authorization.authorize(request, step)).code;
  };
  const exchange = async (code: string | undefined, verifier: string | undefined, step: Step): Promise<void> => {
    if (code === undefined || !endpoints.includes("token")) return;
    await authorization.token(client, exchangeOf(code, client.redirectUri, verifier), step);
  };

  const right = challengeWith(random);
  const code = await codeFor(right, { role: "control", label: "s256", facts: { public: client.public } });
  await exchange(code, right.verifier, { role: "control", label: "s256:token" });

  if (wanted("no-challenge")) {
    const bare = await codeFor(undefined, { role: "attack", label: "no-challenge" });
    await exchange(bare, undefined, { role: "attack", label: "no-challenge:token" });
  }
  if (wanted("plain")) {
    const plain = { method: "plain", verifier: random.word(64) } as const;
    const bare = await codeFor(plain, { role: "attack", label: "plain" });
    await exchange(bare, plain.verifier, { role: "attack", label: "plain:token" });
  }
  if (code === undefined) return askAsNobody(authorization, client, random);
  for (const technique of ["wrong-verifier", "no-verifier"] as const) {
    if (!wanted(technique)) continue;
    const next = await codeFor(challengeWith(random), { role: "control", label: `${technique}:code` });
    const verifier = technique === "no-verifier" ? undefined : random.word(64);
    await exchange(next, verifier, { role: "attack", label: `${technique}:token` });
  }
}
