import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeHtml, html, source } from "./html.ts";
import { codeBlock, codeSpan, prose } from "./markdown.ts";
import { visibleBlock, visibleLine } from "./visible.ts";

const nasty = fc.constantFrom(
  ..."`|*_[]()<>!#@&;:/\\\"'=~$ \n\r\t".split(""),
  ...[
    "\u001b[31m",
    "\u009b2J",
    "\u001b]8;;http://evil.example\u0007",
    "\u202e",
    "\u200b",
    "\u{e0041}",
    "\ud800",
    "\u0301",
  ],
  ...[
    "<script>",
    "</pre>",
    "<!--",
    "&lt;",
    "](http://evil.example)",
    "![x](y)",
    "http://evil.example",
    "www.evil.example",
  ],
  ...["@team", "```", "~~~", "| --- |", "1. ", "- ", "===", "\n\n# x", "word", "a.b_c", "42.", "(see", "x)."],
);
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(fc.oneof(nasty, fc.string({ unit: "grapheme", maxLength: 4 })), { maxLength: 14 })
    .map((parts) => parts.join("")),
);
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;

/** Takes code spans away as CommonMark reads them: a run of backticks up to the next run of the same length. */
function withoutSpans(line: string): string {
  return line.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
}

describe("visible text", () => {
  it("has nothing hidden in it, whatever was said", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(visibleLine(text)).not.toMatch(hidden);
        expect(visibleBlock(text).replaceAll("\n", "")).not.toMatch(hidden);
      }),
    );
  });

  it("spells what was hidden as JSON does, so that inside a JSON string it is still the same string", () => {
    expect(visibleLine("a\u001b[31mb\u202ec\nd\u{e0041}")).toBe("a\\u001b[31mb\\u202ec\\nd\\udb40\\udc41");
    fc.assert(
      fc.property(hostile, (text) => {
        expect(JSON.parse(visibleLine(JSON.stringify(text)))).toBe(text);
      }),
    );
  });

  it("keeps plain text of any script", () => {
    expect(visibleLine("Zo\u00eb, \u6771\u4eac, \u0634\u0631\u0643\u0629")).toBe(
      "Zo\u00eb, \u6771\u4eac, \u0634\u0631\u0643\u0629",
    );
  });
});

describe("HTML", () => {
  it("lets no text become a tag, an attribute or an entity", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"'`=]|&(?!#\d+;)/);
        const page = source(html`<p title="${text}">${[text]}</p>`);
        expect(page).toMatch(/^<p title="[^"<>]*">[^<>]*<\/p>$/);
      }),
    );
  });

  it("takes only what the template made for markup", () => {
    const forged = { markup: "<b>" } as unknown as string;
    expect(() => source(html`${forged}`)).toThrow();
    expect(source(html`${html`<b>${"<"}</b>`}`)).toBe("<b>&#60;</b>");
  });
});

describe("Markdown", () => {
  it("keeps any text inside its code span", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(withoutSpans(codeSpan(text, "line"))).toBe("");
        expect(codeSpan(text, "cell")).not.toContain("|");
      }),
    );
  });

  it("keeps any text inside its fence", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const [open = "", ...rest] = codeBlock(text, "text").split("\n");
        const fence = open.replace("text", "");
        expect(rest.findIndex((line) => line.trimStart().startsWith(fence))).toBe(rest.length - 1);
      }),
    );
  });

  it("leaves in prose nothing that any dialect reads as more than words", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const said = prose(text, "line");
        expect(withoutSpans(said)).toMatch(/^[\p{L}\p{N} "'()\u2018\u2019\u201c\u201d,.;:!?/\u2026\u2013\u2014-]*$/u);
        expect(withoutSpans(said)).not.toMatch(/:\/\/|www\./);
        expect(said).not.toMatch(/^ *(?:\d+[.)]|[-+*#>=|])/);
        expect(prose(text, "cell")).not.toMatch(/[|\n]/);
      }),
    );
  });

  it("reads well where the text is harmless", () => {
    expect(prose("The reply holds 145833, which (only) the database's own code computed from 48611*3.", "line")).toBe(
      "The reply holds 145833, which (only) the database's own code computed from `48611*3`.",
    );
    expect(prose("Connected to find_customer (host db.internal).", "line")).toBe(
      "Connected to `find_customer` (host `db.internal`).",
    );
  });
});
