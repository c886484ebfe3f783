import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { reportSchema } from "../model/report.ts";
import { renderTerminal, reporters } from "./index.ts";

const folder = new URL("../../fixtures/reports/", import.meta.url);
const update = process.env.UPDATE_GOLDENS === "1";

/** `npm test` compares; `UPDATE_GOLDENS=1 npx vitest run src/report` writes: read the diff before you keep it. */
function golden(name: string, rendered: string): void {
  const file = new URL(name, folder);
  if (update) writeFileSync(file, rendered);
  expect(rendered).toBe(readFileSync(file, "utf8"));
}

describe.each(["sample", "partial", "unreachable"])("the report v1.%s", (name) => {
  const report = reportSchema.parse(JSON.parse(readFileSync(new URL(`v1.${name}.json`, folder), "utf8")));

  it.each(Object.values(reporters))("as $extension", ({ extension, render }) => {
    golden(`v1.${name}.${extension}`, render(report));
  });

  it("on a terminal", () => {
    golden(`v1.${name}.txt`, renderTerminal(report, { colour: false, width: 80, written: ["reports/x/report.html"] }));
  });
});

it("a report of 5,000 results stays a page that opens, a comment that GitHub takes and a summary that scrolls little", () => {
  const report = reportSchema.parse(JSON.parse(readFileSync(new URL("v1.sample.json", folder), "utf8")));
  const results = Array.from({ length: 5000 }, (_, i) => report.results[i % report.results.length]).flatMap(
    (result, i) => (result === undefined ? [] : [{ ...result, subject: `${result.subject}_${i}` }]),
  );
  const large = { ...report, results };
  expect(reporters.html.render(large).length).toBeLessThan(5_000_000);
  expect(reporters.markdown.render(large).length).toBeLessThan(65_536);
  expect(renderTerminal(large, { colour: false, width: 80, written: [] }).split("\n").length).toBeLessThan(320);
});
