import { expect, it } from "vitest";
import type { ReportedObservation } from "../../model/report.ts";
import { source } from "../escape/html.ts";
import { statement } from "./statement.ts";

const seen = (facts: ReportedObservation["facts"]): ReportedObservation => ({
  id: "r1.o1",
  kind: "statement",
  label: "tapped:attack",
  facts: { needle: "gauntletabc", structure: "{stmt:…}", transaction: "idle", rows: 2, error: null, ...facts },
  round: 1,
  atMs: 0,
});

it("marks what was looked for in the text and in bind values, and leaves the parser's view out", () => {
  const shown = source(statement(seen({ text: "SELECT '<gauntletabc>'", binds: ["gauntletabc", null] })));
  expect(shown).toContain("SELECT &#39;&#60;<mark>gauntletabc</mark>&#62;&#39;");
  expect(shown).toContain("&#34;<mark>gauntletabc</mark>&#34;\nnull");
  expect(shown).toContain("2 rows");
  expect(shown).not.toContain("stmt");
});

it("says what the database complained of, and in which transaction", () => {
  const shown = source(
    statement(seen({ text: "SELECT 1", binds: [], error: "42601 syntax error", rows: null, transaction: "failed" })),
  );
  expect(shown).toContain("42601 syntax error, transaction failed");
  expect(shown).not.toContain("Bind values");
});
