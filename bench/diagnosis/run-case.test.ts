import { expect, it } from "vitest";
import { type Pace, usualPace } from "../../src/load/drive/pace.ts";
import { diagnose } from "../../src/oracle/load/diagnose.ts";
import { usualSlo } from "../../src/oracle/load/slo.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { type Case, gridOf } from "./cases.ts";
import { wrongWith } from "./judge.ts";
import { runCase } from "./run-case.ts";
import { truthOf } from "./truth.ts";

/** Enough for a few users and a small pool. */
const pace: Pace = {
  ...usualPace,
  baselineCalls: 10,
  steps: [1],
  stepLeastMs: 300,
  callsOfEach: 5,
  restMs: 200,
  quietMs: 300,
  betweenMs: 20,
  mostMisbehaved: 8,
};
const [usual] = gridOf([5], [true]) as readonly [Case];
const small: Case = { ...usual, pool: 3, acquireMs: 300 };

it.each<Case>([
  // Its callers are patient: on a busy machine a call may take long without a fault of the pool's.
  { ...small, acquireMs: 3_000 },
  { ...small, mode: "leak-on-error" },
  { ...small, mode: "leak-in-transaction" },
  { ...small, mode: "leak-on-disconnect" },
  { ...small, mode: "leak-on-cancel" },
  { ...small, mode: "per-call" },
  { ...small, mode: "rate-limited-tool", perSecond: 30 },
])("tells a server that is $mode", { timeout: 30_000 }, async (one) => {
  const database = await freshDatabase();
  const load = await runCase(one, database.url, pace, 0.5);
  // The machine of a test is busy with other tests.
  const said = diagnose({ ...load, generator: { ...load.generator, saturated: 0 } }, usualSlo);
  expect(wrongWith(said, truthOf(one)), said.because).toBeUndefined();
  await database.drop();
});
