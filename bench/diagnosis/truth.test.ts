import { expect, it } from "vitest";
import { seededRandom } from "../../src/engine/random.ts";
import { type Case, gridOf } from "./cases.ts";
import { draw } from "./draw.ts";
import { wrongWith } from "./judge.ts";
import { truthOf } from "./truth.ts";

const [usual] = gridOf([50], [false]) as readonly [Case];

it("takes a small pool that keeps what is promised for a healthy one", () => {
  expect(truthOf({ ...usual, pool: 2, users: 10 }).kinds).toEqual(["healthy"]);
  expect(truthOf({ ...usual, pool: 2, users: 100, queryMs: 30 }).kinds).toEqual(["pool-too-small"]);
});

it("lets a limit that nobody comes near to the pool", () => {
  const limited: Case = { ...usual, mode: "rate-limited", perSecond: 100 };
  expect(truthOf(limited).kinds).toEqual(["rate-limited"]);
  expect(truthOf({ ...limited, pool: 1, users: 50, queryMs: 60 }).kinds).toEqual(["pool-too-small"]);
});

it("takes connections of their own for seen only where the database refuses them or is looked into", () => {
  const own: Case = { ...usual, mode: "per-call" };
  expect(truthOf({ ...own, users: 10 }).kinds).not.toContain("no-pooling");
  expect(truthOf({ ...own, users: 10, look: true }).kinds).toEqual(["no-pooling"]);
  expect(truthOf({ ...own, users: 50 }).kinds).toEqual(["no-pooling"]);
});

it("has one right answer for most rows", () => {
  const rows = gridOf([10, 50, 100], [false, true]).map(truthOf);
  expect(rows.filter(({ kinds }) => kinds.length > 1).length).toBeLessThan(0.2 * rows.length);
});

it("draws the same for the same seed, and all sorts", () => {
  const drawn = Array.from({ length: 40 }, (_, at) => draw(seededRandom(1, "diagnosis", at)));
  expect(drawn).toEqual(Array.from({ length: 40 }, (_, at) => draw(seededRandom(1, "diagnosis", at))));
  expect(new Set(drawn.map(({ mode }) => mode)).size).toBeGreaterThan(5);
});

it("counts a leak as right only with what keeps it and the size of the pool", () => {
  const truth = truthOf({ ...usual, mode: "leak-on-error", pool: 7 });
  const said = { kind: "pool-leak", because: "", way: "error", poolSize: 7 } as const;
  expect(wrongWith(said, truth)).toBeUndefined();
  expect(wrongWith({ ...said, poolSize: 8 }, truth)).toContain("8");
  expect(wrongWith({ ...said, way: "cancel" }, truth)).toContain("cancel");
  expect(wrongWith({ kind: "healthy", because: "" }, truth)).toContain("healthy");
});
