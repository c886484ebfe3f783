import type { Diagnosis } from "../../src/oracle/load/diagnosis.ts";
import { usualSlo } from "../../src/oracle/load/slo.ts";
import type { Case } from "./cases.ts";
import { maxConnections } from "./start-database.ts";

/** What must come out: one of these kinds, and of a leak what keeps connections and how many there are. */
export interface Truth {
  readonly kinds: readonly Diagnosis["kind"][];
  readonly way?: NonNullable<Diagnosis["way"]>;
  readonly poolSize?: number;
  readonly inTransaction?: true;
}

/** Written down before anything is measured: what is true of a server that is made so, with so many users. */
export function truthOf(one: Case): Truth {
  switch (one.mode) {
    case "healthy":
      return { kinds: ofPool(one) };
    case "leak-on-error":
      return leak(one, "error");
    case "leak-in-transaction":
      // Only the database tells that a transaction is open.
      return { ...leak(one, "error"), ...(one.look ? { inTransaction: true } : {}) };
    case "leak-on-disconnect":
      return leak(one, "disconnect");
    case "leak-on-cancel":
      return leak(one, "cancel");
    case "per-call":
      return { kinds: ofOwnConnections(one) };
    case "rate-limited":
    case "rate-limited-tool":
      return { kinds: ofLimit(one) };
    case "blocking":
      return { kinds: slow(one.users * one.queryMs, "server-saturated") };
  }
}

/** Calls that fail in the load itself use the pool up before anything can be counted one by one. */
function leak({ pool, errorShare }: Case, way: NonNullable<Diagnosis["way"]>): Truth {
  return errorShare > 0 && way === "error" ? { kinds: ["pool-leak"] } : { kinds: ["pool-leak"], way, poolSize: pool };
}

/** A limit that nobody comes near is none: then it is the pool that counts. */
function ofLimit(one: Case): Truth["kinds"] {
  const share = mostPerSecond(one) / one.perSecond;
  if (share > 1.3) return ["rate-limited"];
  return share < 0.7 ? ofPool(one) : ["rate-limited", ...ofPool(one)];
}

/** A small pool that keeps what is promised is in order. One whose callers give up is too small, however quick the others are. */
function ofPool(one: Case): Truth["kinds"] {
  const waitMs = queueMs(one);
  const near = one.acquireMs > 0 && waitMs > 0.7 * one.acquireMs;
  if (near) return waitMs > 1.4 * one.acquireMs ? ["pool-too-small"] : ["pool-too-small", "healthy"];
  return slow(waitMs, "pool-too-small");
}

/** Either is right where the promise is nearly broken: p95 lies above the mean, and a machine with two processors adds its own. */
function slow(waitMs: number, kind: Diagnosis["kind"]): Truth["kinds"] {
  if (waitMs > 1.1 * usualSlo.simpleP95Ms) return [kind];
  return waitMs < 0.5 * usualSlo.simpleP95Ms ? ["healthy"] : [kind, "healthy"];
}

/** What the last of all users waits: rounds of the pool, each as long as the statement and what is around it. */
function queueMs({ users, pool, queryMs }: Case): number {
  return (users / pool) * (queryMs + aroundMs);
}

/** Milliseconds that driver, server and machine add to a statement of the fixture, measured with one user. */
const aroundMs = 4;

function mostPerSecond({ users, pool, queryMs }: Case): number {
  return (Math.min(users, pool) * 1_000) / (queryMs + aroundMs);
}

/** Under the limit of the database nothing shows it from outside; above it the refusals do; who looks counts connections. */
function ofOwnConnections({ users, look }: Case): Truth["kinds"] {
  if (look) return ["no-pooling"];
  if (users > maxConnections) return ["no-pooling"];
  return ["healthy", "inconclusive"];
}
