import { HarnessError } from "../model/errors.ts";
import type { Principal } from "../model/principal.ts";
import type { Target } from "../model/target.ts";

/** Throws a `config-invalid` HarnessError for a token that would never reach the target: into which it goes depends on how that is reached. */
export function checkTokenPlaces(principals: readonly Principal[], { kind }: Pick<Target, "kind">): void {
  for (const { name, token, tokenIn } of principals) {
    if (token === undefined) continue;
    const inVariable = tokenIn !== undefined && "env" in tokenIn;
    if (kind === "stdio" && !inVariable)
      throw new HarnessError(
        "config-invalid",
        `The token of the principal ${name} cannot be sent: a server that is started gets no headers.`,
        'Name the variable that it reads its token from: "tokenIn": { "env": "NAME" }.',
      );
    if (kind === "http" && inVariable)
      throw new HarnessError(
        "config-invalid",
        `The token of the principal ${name} cannot be sent: tokenIn.env is for a server that is started.`,
        'Leave tokenIn out, or name a header: "tokenIn": { "header": "NAME" }.',
      );
  }
}
