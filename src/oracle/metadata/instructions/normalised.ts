import { folded } from "../confusables.ts";

/** Encoded texts of one text that are decoded. */
const mostDecoded = 50;
const longestDecoded = 8_000;
/** Characters of a text in which disguises are looked for: a description has less. */
const longestDisguised = 100_000;

/** A text as it is meant, in lower case, and other readings of it: letters apart, digits for letters, what is encoded in it. */
export function normalised(text: string): readonly string[] {
  const plain = folded(text).toLowerCase().replaceAll("\u2019", "'");
  const part = plain.slice(0, longestDisguised);
  return [
    plain,
    ...[joined(part), unleeted(part)].filter((reading) => reading !== part),
    ...decoded(text.slice(0, longestDisguised)).map((one) => folded(one).toLowerCase()),
  ];
}

/** `i g n o r e` is a word; only where several letters follow each other. */
function joined(text: string): string {
  return text
    .replaceAll(/(?<![\w'])(?:[a-z][ .\-_*]){4,60}[a-z](?![\w'])/g, (run) => run.replaceAll(/[ .\-_*]/g, ""))
    .replaceAll(/ {2,}/g, " ");
}

const letters: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
};

function unleeted(text: string): string {
  return text.replaceAll(/(?<![\w@$/.-])[a-z013457@$]{4,30}(?![\w@$/-]|\.\w)/g, (word) =>
    /[a-z]/.test(word) ? word.replaceAll(/[013457@$]/g, (sign) => letters[sign] ?? sign) : word,
  );
}

/** Texts that are spelled in base64. */
function decoded(text: string): readonly string[] {
  const found: string[] = [];
  for (const [run] of text.matchAll(/(?<![\w+/=-])[A-Za-z0-9+/_-]{24,}={0,2}/g)) {
    if (found.length >= mostDecoded) break;
    const inside = Buffer.from(run.slice(0, longestDecoded), "base64").toString("latin1");
    if (/^[\x20-\x7E\n\r\t]+$/.test(inside) && /[a-z] [a-z]/i.test(inside)) found.push(inside);
  }
  return found;
}
