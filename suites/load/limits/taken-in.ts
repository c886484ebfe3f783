import type { ExcessFacts } from "../../../src/model/load/limits.ts";

/** What JSON-RPC calls a text that its parser would not have. */
const parseError = "-32700 ";

/**
 * True where all of it was read and answered: an error in the words of the protocol may mean the argument that nobody knows, and says
 * nothing of its size. Where the parser itself would not have it there is a limit.
 */
export function isTakenIn({ outcome, message }: Pick<ExcessFacts, "outcome" | "message">): boolean {
  if (outcome === "ok" || outcome === "tool-error") return true;
  return outcome === "rpc-error" && message?.startsWith(parseError) !== true;
}
