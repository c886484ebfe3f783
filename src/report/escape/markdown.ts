import { visibleBlock, visibleLine } from "./visible.ts";

/** Where escaped text will stand; a table cell must not hold a pipe, not even in a code span. */
export type Place = "line" | "cell";

/** Text as one code span: in it nothing is a link, image, tag or mention. Empty text gives an empty string. */
export function codeSpan(text: string, place: Place): string {
  const whole = visibleLine(text);
  const line = place === "cell" ? whole.replaceAll("|", "\\u007c") : whole;
  if (line === "") return "";
  const fence = "`".repeat(longestRun(line) + 1);
  const pad = /^[` ]|[` ]$/.test(line) ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Several lines as a fenced code block that nothing inside can close. */
export function codeBlock(text: string, language: "json" | "sh" | "text"): string {
  const block = visibleBlock(text).replace(/\n+$/, "");
  const fence = "`".repeat(Math.max(3, longestRun(block) + 1));
  return `${fence}${language}\n${block}\n${fence}`;
}

/**
 * A sentence: plain words and their punctuation stay as they are, every other word goes into a code span with its
 * neighbours of the kind. Never begins a list, heading, quote, rule or table.
 */
export function prose(text: string, place: Place): string {
  const runs: { plain: boolean; words: string[] }[] = [];
  for (const word of visibleLine(text).split(" ").filter(Boolean)) {
    const plain = plainWord.test(word) && !(runs.length === 0 && listMarker.test(word));
    const last = runs.at(-1);
    if (last?.plain === plain) last.words.push(word);
    else runs.push({ plain, words: [word] });
  }
  return runs.map((run) => (run.plain ? run.words.join(" ") : span(run.words.join(" "), place))).join(" ");
}

/** Letters and digits, with only such punctuation as means nothing to any Markdown dialect. */
const plainWord =
  /^(?:["'(\u201c\u2018]*[\p{L}\p{N}]+(?:['\u2019\u2013/,]\p{L}+|-\p{L}+)*["')\u201d\u2019]*[.,;:!?\u2026]*|[\u2013\u2014]|[.,;:]\)?)$/u;

const listMarker = /^\d+[.)]/;

/** Sentence punctuation reads better outside the span, and so does the end of a parenthesis that began before it. */
function span(words: string, place: Place): string {
  const tail = (/^(?!.*\().*?(\)?[.,;:]?)$/.exec(words) ?? /([.,;:]?)$/.exec(words))?.[1] ?? "";
  const code = words.slice(0, words.length - tail.length);
  return code === "" ? codeSpan(words, place) : codeSpan(code, place) + tail;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
