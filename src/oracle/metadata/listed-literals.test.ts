import { expect, it } from "vitest";
import { findListedLiterals } from "./listed-literals.ts";

const found = (value: string) =>
  findListedLiterals(
    {
      entries: [{ kind: "tool", name: "t", entry: { name: "t", description: `Uses ${value} here.` } }],
      instructions: undefined,
    },
    [value],
  ).map(({ where, technique }) => `${where}: ${technique}`);

it("finds a value that was drawn, and no word or address", () => {
  expect(found("k7Qp-93xZ-mm20")).toEqual(["tool t description: credential"]);
  for (const value of ["postgres", "production1", "https://v2.shop.example", "/srv/shop2/data", "aaaaaaaaaaaa1"]) {
    expect(found(value)).toEqual([]);
  }
});
