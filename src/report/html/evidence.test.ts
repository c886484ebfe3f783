import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { type ReportedExchange, reportSchema } from "../../model/report.ts";
import { source } from "../escape/html.ts";
import { computedValues, injected } from "./computed.ts";
import { highlight } from "./highlight.ts";
import { renderHtml } from "./page.ts";

const sample = reportSchema.parse(
  JSON.parse(readFileSync(new URL("../../../fixtures/reports/v1.sample.json", import.meta.url), "utf8")),
);

function exchange(id: string): ReportedExchange {
  const found = sample.exchanges[id];
  if (found === undefined) throw new Error(`the sample has no ${id}`);
  return found;
}

it("marks only what the attack added to the harmless value", () => {
  const [before, middle, after] = injected(exchange("r4.2"), exchange("r4.1"), "query");
  expect(middle).toBe("'");
  expect(`${before}${middle}${after}`).toBe(JSON.stringify(exchange("r4.2").request.params, null, 2));
});

it("marks the whole value where there is no control, and nothing where the path leads nowhere", () => {
  expect(injected(exchange("r4.2"), undefined, "query")[1]).toBe("invoice'");
  expect(injected(exchange("r4.2"), undefined, "no.such[0]")[1]).toBe("");
  expect(injected(exchange("r4.2"), undefined, undefined)[1]).toBe("");
});

it("finds values in lists and objects", () => {
  const nested = {
    ...exchange("r4.2"),
    request: { method: "tools/call", params: { arguments: { filter: { ids: ["a'"] } } } },
  };
  expect(injected(nested, undefined, "filter.ids[0]")[1]).toBe("a'");
});

it("shows as computed only what was noted, came back and was not sent", () => {
  expect(computedValues(exchange("r1.4"))).toEqual(["145833"]);
  const echo = {
    ...exchange("r1.4"),
    request: { method: "tools/call", params: { arguments: { name: "say 145833" } } },
  };
  expect(computedValues(echo)).toEqual([]);
});

it("marks proof and placeholders in hostile text without letting it out", () => {
  expect(source(highlight("<b>145833</b> [redacted:jwt:0a1b]", ["145833"]))).toBe(
    '&#60;b&#62;<mark>145833</mark>&#60;/b&#62; <span class="redacted">[redacted:jwt:0a1b]</span>',
  );
  expect(source(highlight("a.c abc", ["a.c"]))).toBe("<mark>a.c</mark> abc");
});

it("the page allows its own style and script by hash, and nothing else", () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(renderHtml(sample))?.[1];
  expect(policy).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; script-src 'sha256-[\w+/=]{44}'; base-uri 'none'; form-action 'none'$/,
  );
});

it("says loudly that a report is partial", () => {
  expect(renderHtml(sample)).toContain("<strong>This report is partial.</strong>");
  expect(renderHtml({ ...sample, stopReason: "completed" })).not.toContain("This report is partial");
});
