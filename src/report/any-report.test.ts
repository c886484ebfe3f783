import fc from "fast-check";
import { expect, it } from "vitest";
import { type Report, reportSchema } from "../model/report.ts";
import { script } from "./html/script.ts";
import { style } from "./html/style.ts";
import { renderTerminal, reporters } from "./index.ts";

const nasty = fc.constantFrom(
  ...["<script>alert(1)</script>", '" onclick="x', "</pre><img src=x onerror=x>", "</style>", "-->", "&quot;"],
  ...[
    "\u001b[2J",
    "\u009b31m",
    "\u202e",
    "\u200b",
    "\r",
    "\n",
    "\t",
    "`",
    "```\n",
    "|",
    "[x](http://evil.example)",
    "a_b",
  ],
  ...["find_customer", "1. ", "- ", "# ", "@team", "www.evil.example", "\u6771\u4eac", "[redacted:jwt:0a1b]", " "],
);
const text = fc.array(nasty, { maxLength: 5 }).map((parts) => parts.join(""));

const { value: anyJson } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: "small" }, text, fc.integer(), fc.boolean(), fc.constant(null), tie("list"), tie("map")),
  list: fc.array(tie("value"), { maxLength: 2 }),
  map: fc.dictionary(text, tie("value"), { maxKeys: 2 }),
}));

/** Every valid report, made from the schema itself, so that a new member of it is tested without a change here. */
const reports = (arbitrary(reportSchema) as fc.Arbitrary<Report>).map(linked);

/** Every other result names exchanges that are there, so that their evidence is rendered too. */
function linked(report: Report): Report {
  const ids = Object.keys(report.exchanges);
  const results = report.results.map((result, i) =>
    i % 2 === 1
      ? result
      : { ...result, exchanges: ids, proof: ids.slice(1), ...(ids[0] === undefined ? {} : { control: ids[0] }) },
  );
  return { ...report, results };
}

it("any valid report stays the same report as JSON", () => {
  fc.assert(
    fc.property(reports, (report) => {
      expect(reportSchema.parse(JSON.parse(reporters.json.render(report)))).toEqual(reportSchema.parse(report));
    }),
    { numRuns: 60 },
  );
});

it("a report that the schema refuses is not written", () => {
  const [report] = fc.sample(reports, { numRuns: 1, seed: 1 });
  expect(() => reporters.json.render({ ...report, schemaVersion: 2 } as unknown as Report)).toThrow(/schemaVersion/);
});

it("no report puts a tag, an attribute or a link of its own on the page", () => {
  fc.assert(
    fc.property(reports, (report) => {
      const page = reporters.html.render(report);
      const rest = page.replace(`<style>${style}</style>`, "").replace(`<script>${script}</script>`, "");
      expect(rest.length).toBe(page.length - style.length - script.length - 32);
      checkTags(rest);
    }),
    { numRuns: 60 },
  );
});

it("no report reaches a terminal with anything but text, and lines fit", () => {
  fc.assert(
    fc.property(reports, fc.integer({ min: 40, max: 110 }), (report, width) => {
      const bare = renderTerminal(report, { colour: false, width, written: [] });
      expect(bare.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      // Lines of config are for copying, so they are never broken.
      const advice = new Set(bare.split("Add to the config to learn more:")[1]?.split("\n") ?? []);
      for (const line of bare.split("\n")) if (!advice.has(line)) expect(line.length).toBeLessThanOrEqual(width);
      const coloured = renderTerminal(report, { colour: true, width, written: [] });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the theme's own codes
      expect(coloured.replace(/\u001b\[[\d;]+m/g, "")).toBe(bare);
    }),
    { numRuns: 60 },
  );
});

it("no report gets out of its code span, fence or table cell in Markdown", () => {
  fc.assert(
    fc.property(reports, (report) => {
      const lines = withoutFences(reporters.markdown.render(report).split("\n"));
      let columns = 0;
      for (const line of lines) {
        if (!line.startsWith("| ")) columns = 0;
        else if (columns === 0) columns = line.split("|").length;
        else expect(line.split("|").length).toBe(columns);
        const bare = line.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "").replace(/^> (?:\[!WARNING\])?/, "");
        expect(bare.replace(/<\/?(?:details|summary|sub)>/g, "")).not.toMatch(/[<>@[\]`_~\\]|:\/\/|www\.|!\[/);
      }
    }),
    { numRuns: 60 },
  );
});

function withoutFences(lines: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let fence: string | undefined;
  for (const line of lines) {
    const found = /^ {0,3}(`{3,})(?:json|sh|text)?$/.exec(line)?.[1];
    if (fence !== undefined) {
      if (found !== undefined && found.length >= fence.length) fence = undefined;
    } else if (found !== undefined) fence = found;
    else kept.push(line);
  }
  expect(fence).toBeUndefined();
  return kept;
}

const ours = new Set(
  "html head meta title body a header p strong span time h1 h2 h3 h4 bdi dl div dt dd code section ul li svg g path text desc rect i nav ol main form label input select option button output article pre mark details summary figure figcaption table thead tbody tr th td footer".split(
    " ",
  ),
);
const attributes = new Set(
  "lang charset name content http-equiv class id href rel datetime aria-label aria-labelledby aria-live aria-hidden viewbox preserveaspectratio x y d width height type placeholder autocomplete role hidden value tabindex scope data-v data-s data-u data-t data-group".split(
    " ",
  ),
);
const empty = new Set(["meta", "input", "rect", "path"]);

/** Reads the page as a tokenizer does: every tag and attribute is one that the templates have, every one is closed in order. */
function checkTags(page: string): void {
  const open: string[] = [];
  const foreign: string[] = [];
  const tag = /<(\/?)([a-z][a-z0-9]*)((?:\s+[^\s=<>"]+(?:="[^"<>]*")?)*)\s*\/?>/gi;
  const unread = page
    .replace("<!doctype html>", "")
    .replace(tag, (whole, closing: string, name: string, given: string) => {
      const strange = [...given.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)].filter(
        ([, attribute = "", value = ""]) =>
          !attributes.has(attribute.toLowerCase()) || (attribute === "href" && !address.test(value)),
      );
      const balanced = closing === "" || open.pop() === name;
      if (closing === "" && !empty.has(name)) open.push(name);
      if (!ours.has(name) || strange.length > 0 || !balanced) foreign.push(whole);
      return "";
    });
  expect(foreign).toEqual([]);
  expect(unread.replace("<style></style>", "").replace("<script></script>", "")).not.toMatch(/[<>]/);
  expect(open).toEqual([]);
}

const address = /^(?:#[a-z0-9-]+|https:\/\/[\w.-]+(?:\/.*)?)$/;

interface Schema {
  readonly _zod: { readonly def: { readonly type: string } };
}

/** An arbitrary of what a zod schema takes, for the kinds of schema that a report is made of. */
function arbitrary(schema: Schema): fc.Arbitrary<unknown> {
  const def = schema._zod.def as unknown as {
    readonly type: string;
    readonly format?: string;
    readonly checks?: readonly { readonly _zod: { readonly def: { readonly format?: string } } }[];
    readonly shape: Readonly<Record<string, Schema>>;
    readonly keyType: Schema & { readonly options?: readonly string[] };
    readonly valueType: Schema;
    readonly element: Schema;
    readonly innerType: Schema;
    readonly entries: Readonly<Record<string, string>>;
    readonly values: readonly unknown[];
  };
  const keys = (shape: Readonly<Record<string, Schema>>, optional: boolean) =>
    Object.keys(shape).filter((key) => (shape[key]?._zod.def.type === "optional") === optional);
  switch (def.type) {
    case "string":
      return def.format === "datetime" ? fc.constant("2026-03-02T09:14:07.120Z") : text;
    case "number":
      return def.format === "safeint" || def.checks?.some((check) => check._zod.def.format === "safeint")
        ? fc.nat(5000)
        : fc.double({ min: 0, max: 1e6, noNaN: true }).map((n) => n + 0);
    case "boolean":
      return fc.boolean();
    case "literal":
      return fc.constantFrom(...def.values);
    case "enum":
      return fc.constantFrom(...Object.values(def.entries));
    case "optional":
      return arbitrary(def.innerType);
    case "array":
      return fc.array(arbitrary(def.element), { maxLength: 3 });
    case "record": {
      const value = arbitrary(def.valueType);
      const names = def.keyType.options;
      if (names === undefined) return fc.dictionary(text, value, { maxKeys: 3 });
      return fc.record(Object.fromEntries(names.map((name) => [name, value])));
    }
    case "object":
      return fc.record(Object.fromEntries(Object.entries(def.shape).map(([key, member]) => [key, arbitrary(member)])), {
        requiredKeys: keys(def.shape, false),
      });
    default:
      return anyJson;
  }
}
