import type { Json } from "../../model/json.ts";
import { withoutComments } from "./comments.ts";
import type { Finding } from "./finding.ts";
import { findInstructions } from "./instructions/judged.ts";
import { normalised } from "./instructions/normalised.ts";
import { listedTexts, whereIs } from "./listed-texts.ts";
import type { Listing } from "./listing.ts";
import { visible } from "./visible.ts";

/** Texts that only show what a value may look like: what is said there is said to nobody. */
const shownOnly = /(?:^|\.)(?:examples?|pattern)(?=$|[.[])/;
/** The same, where a model may take what is said there for an order. */
const offered = /(?:^|\.)(?:default|enum|const)(?=$|[.[])/;
const shortest = 12;

/** Instructions to the model in a listing that no tool of it has need of. What comments hide is a finding of its own. */
export function findListedInstructions(listing: Listing): readonly Finding[] {
  const own = ownNames(listing);
  return listedTexts(listing).flatMap((text): Finding[] => {
    if (text.role === "name" || text.text.length < shortest || shownOnly.test(text.path)) return [];
    const where = whereIs(text);
    const shown = withoutComments(text.text);
    const orders = findInstructions(shown, own);
    const given = offered.test(text.path)
      ? orders.filter(({ kind, weight }) => kind !== "override" && weight === "fail")
      : orders;
    const found = given.map(({ kind, weight, says }) => ({
      item: text.item,
      where,
      says,
      weight,
      technique: kind,
    }));
    return [
      ...found,
      ...forbidding(shown, own).map((says) => ({
        item: text.item,
        where,
        says,
        weight: "noted" as const,
        technique: "steering",
      })),
    ];
  });
}

const never =
  /\b(?:never|do not|don't|must not|stop) (?:ever )?(?:use|using|call|calling|invoke|invoking) (?:the )?(?:(?:tool )?[`'"]?(?<marked>[a-z][a-z0-9]{1,30}(?:_[a-z0-9]{1,30}){1,6})|[`'"]?(?<plain>[a-z][\w-]{3,40})[`'"]? tools?\b)/;
const general =
  /^(?:this|these|that|those|other|another|any|some|multiple|more|same|both|such|mcp|external|additional|different|each|all|your|your-own|its|their|certain|write|read|destructive|browser|search)$/;

/** A tool that is not listed here, and that a text says never to use. */
function forbidding(text: string, own: ReadonlySet<string>): readonly string[] {
  const [plain = ""] = normalised(text);
  for (const sentence of plain.split(/\n|(?<=[.!?;])\s/).slice(0, 5_000)) {
    const groups = never.exec(sentence.slice(0, 500))?.groups;
    const name = groups?.marked ?? groups?.plain;
    if (name === undefined || general.test(name) || [...own].some((one) => one.includes(name))) continue;
    return [
      `it says never to use “${visible(name)}”, which is not listed here: “${visible(sentence.trim().slice(0, 160))}”`,
    ];
  }
  return [];
}

/** All names that the listing has itself: of things, of arguments, of the values they may have. */
function ownNames({ entries }: Listing): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (value: Json | undefined, depth: number, named: boolean): void => {
    if (names.size > 20_000 || depth > 24) return;
    if (typeof value === "string" && named) names.add(value.toLowerCase());
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) for (const inner of value) walk(inner, depth + 1, named);
    else
      for (const [key, inner] of Object.entries(value)) {
        names.add(key.toLowerCase());
        walk(
          inner,
          depth + 1,
          key === "enum" || key === "const" || key === "name" || key === "required" || key === "default",
        );
      }
  };
  for (const { entry } of entries) walk(entry, 0, false);
  return names;
}
