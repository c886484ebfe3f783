import type { AuthorizationServerFacts } from "../../../src/model/authorization-server.ts";
import type { Evidence } from "../../../src/model/check.ts";

/** What was found of the authorization server; undefined where nobody looked. */
export function factsOf({ observations }: Pick<Evidence, "observations">): AuthorizationServerFacts | undefined {
  const seen = observations.find(({ kind }) => kind === "authorization-server");
  return seen?.facts as unknown as AuthorizationServerFacts | undefined;
}
