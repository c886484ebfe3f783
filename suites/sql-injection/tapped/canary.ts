import type { Json } from "../../../src/model/json.ts";
import type { Random } from "../../../src/model/ports.ts";

/** A harmless value that nobody else sends, and the part of it that is looked for in statements. */
export interface Canary {
  readonly value: Json;
  readonly needle: string;
  /** What follows the needle in the value: what makes it look like the valid one. */
  readonly after: string;
  readonly kind: "word" | "number" | "like-valid";
}

/** Draws a new canary of one kind. */
export type DrawCanary = () => Canary;

/** Ways to draw a canary that a tool may take, the likeliest first: a word, a number, a text that looks like the valid value. */
export function canariesFor(valid: string | number, largest: number, random: Random): readonly DrawCanary[] {
  const word: DrawCanary = () => plain(`gauntlet${random.word(6)}`, "word");
  const number: DrawCanary = () => {
    const drawn = random.integer(Math.ceil(Math.min(1_000_000_000, largest) / 10), Math.min(999_999_999, largest));
    return { ...plain(String(drawn), "number"), value: typeof valid === "number" ? drawn : String(drawn) };
  };
  const numbers = largest < leastLargest ? [] : [number];
  if (typeof valid === "number") return [...numbers, word];
  if (/^\d+$/.test(valid)) return [...numbers, word];
  const shaped = likeValid(valid, random);
  return shaped === undefined ? [word] : [word, shaped];
}

/** Below this, numbers are no canaries: they turn up by chance. */
const leastLargest = 1_000_000;

function plain(text: string, kind: Canary["kind"]): Canary {
  return { value: text, needle: text, after: "", kind };
}

/** Letters and digits that differ from the valid value, so that chance does not make them. */
const leastSigns = 6;

/** A text of the shape of the valid value; undefined where that is too short to be told from chance, or several words. */
function likeValid(valid: string, random: Random): DrawCanary | undefined {
  const [, date, time = ""] = /^(\d{4}-\d{2}-\d{2})([T ].*)?$/.exec(valid) ?? [];
  const made = (needle: string, after: string): Canary => ({
    value: needle + after,
    needle,
    after,
    kind: "like-valid",
  });
  if (date !== undefined) return () => made(someDay(random), time);
  const [, domain] = /^[^@\s]+(@[^@\s]+)$/.exec(valid) ?? [];
  if (domain !== undefined) return () => made(`gauntlet${random.word(6)}`, domain);
  if (uuid.test(valid)) return () => made(`${hex(8, random)}${valid.slice(8, 24)}${hex(12, random)}`, "");
  const signs = valid.match(/[a-z0-9]/gi)?.length ?? 0;
  if (signs < leastSigns || valid.length > 40 || /\s/.test(valid)) return undefined;
  return () =>
    made(
      valid.replaceAll(/[a-z0-9]/gi, (sign) => another(sign, random)),
      "",
    );
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function someDay(random: Random): string {
  return `${random.integer(2100, 2999)}-0${random.integer(1, 9)}-${random.integer(10, 28)}`;
}

function hex(length: number, random: Random): string {
  return Array.from({ length }, () => random.integer(0, 15).toString(16)).join("");
}

function another(sign: string, random: Random): string {
  if (/\d/.test(sign)) return String(random.integer(1, 9));
  const letter = random.word(1);
  return sign === sign.toUpperCase() ? letter.toUpperCase() : letter;
}
