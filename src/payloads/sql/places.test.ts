import { describe, expect, it } from "vitest";
import type { Random } from "../../model/ports.ts";
import type { Truth } from "./condition.ts";
import { amountOf, delays } from "./delays.ts";
import { sqlDialect } from "./dialects.ts";
import { escapedName } from "./error-places.ts";
import { placeNamed, placesFor, rowPlaces } from "./places.ts";

let state = 1;
const random: Random = {
  integer: (min, max) => {
    state = (state * 48_271) % 2_147_483_647;
    return min + (state % (max - min + 1));
  },
  word: (length) => Array.from({ length }, () => String.fromCharCode(97 + random.integer(0, 25))).join(""),
};
const bases = ["name", "7", "Ada Park", "id = 2", "created_at desc"];
const all = [...new Set([...bases.flatMap(placesFor), ...rowPlaces])];
const baseOf = (place: (typeof all)[number]) => bases.find((base) => place.takes.test(base)) ?? "";
const say = (place: (typeof all)[number], truth: Truth) => place.value({ base: baseOf(place), random }, truth);

describe.each(all.map((place) => [place.name, place] as const))("the place %s", (_, place) => {
  it("can be found by its name", () => {
    expect(placeNamed(place.name)).toBe(place);
  });

  it("says true, false and nothing in values of one length, and never the same twice", () => {
    for (let turn = 0; turn < 50; turn += 1) {
      const values = (["true", "false", "invalid"] as const).map((truth) => say(place, truth));
      expect(new Set(values).size).toBe(3);
      expect(Math.max(...values.map((value) => value.length)) - Math.min(...values.map(({ length }) => length))).toBe(
        0,
      );
    }
    if (place.name !== "limit") expect(say(place, "true")).not.toBe(say(place, "true"));
  });
});

describe("placesFor", () => {
  it("begins with what is bare for a number, and with quotes for a text", () => {
    expect(placesFor("7")[0]?.breaker).toBe("");
    expect(placesFor("Ada Park")[0]?.breaker).toBe("'");
  });

  it("has nothing that matches rows which the value does not match", () => {
    expect(bases.flatMap(placesFor).filter((place) => rowPlaces.includes(place))).toEqual([]);
  });
});

describe("delays", () => {
  it("are as long for nothing as for much", () => {
    for (const { by, condition, statement } of delays) {
      const values = [0, 0.25, 0.75].map((seconds) => {
        const amount = amountOf(by, seconds, 900_000);
        return condition?.(amount, random) ?? statement?.(amount) ?? "";
      });
      expect(new Set(values.map(({ length }) => length)).size).toBe(1);
    }
  });
});

// No SQL Server can be run in these tests: what can be said of the text alone is said here.
describe("what is sent to SQL Server", () => {
  it("has its quotes and parentheses closed inside a statement", () => {
    const { erring, computedText } = sqlDialect("sqlserver");
    const marker = { a: 3, b: 4, product: "12" };
    const delay = delays.find(({ dialect }) => dialect === "sqlserver")?.statement?.("0.60") ?? "";
    const values = [
      ...["quoted", "quoted-error", "stored-added"].map((name) =>
        placeNamed(name)?.embed?.({ base: "x", random }, `1=${erring(marker)}`),
      ),
      `x' UNION SELECT ${computedText(marker)},NULL-- g`,
      `x'; ${delay}-- g`,
    ];
    for (const value of values) expect(closed(`select a from t where b = '${value}'`)).toBe(true);
  });

  it("uses no operator or function that it does not have", () => {
    const text = placeNamed("stored-added")?.embed?.({ base: "x", random }, "1=1") ?? "";
    expect(text).not.toMatch(/\|\||\bsubstr\(|\bLIMIT\b/);
    expect(delays.find(({ dialect }) => dialect === "sqlserver")?.statement?.("0.60")).toBe(
      "WAITFOR DELAY '00:00:00.60'",
    );
  });
});

it("escapes every letter of a name for PostgreSQL", () => {
  expect(escapedName("ga")).toBe('U&"\\0067\\0061"');
});

/** True where literals and parentheses of a statement are closed, its comment left out. */
function closed(sql: string): boolean {
  const literals = sql.replaceAll(/'[^']*'/g, "").replace(/--.*/, "");
  const depth = [...literals].reduce((sum, sign) => sum + (sign === "(" ? 1 : sign === ")" ? -1 : 0), 0);
  return depth === 0 && !literals.includes("'");
}
