import type { Diagnosis } from "../../src/oracle/load/diagnosis.ts";
import type { Truth } from "./truth.ts";

/** What is wrong with an answer; undefined where it is right. */
export function wrongWith(said: Diagnosis, { kinds, way, poolSize, inTransaction }: Truth): string | undefined {
  if (!kinds.includes(said.kind)) return `${said.kind} instead of ${kinds.join(" or ")}`;
  if (said.kind !== "pool-leak") return undefined;
  if (way !== undefined && said.way !== way) return `${said.way} keeps connections instead of ${way}`;
  if (poolSize !== undefined && said.poolSize !== poolSize) return `a pool of ${said.poolSize} instead of ${poolSize}`;
  if (inTransaction && !said.inTransaction) return "the open transaction is not told";
  return undefined;
}
