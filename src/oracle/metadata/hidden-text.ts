import { findComments } from "./comments.ts";
import type { HiddenText } from "./hidden.ts";
import { smuggled } from "./smuggled.ts";
import { selectorMarks, unseenMarks } from "./unseen-marks.ts";
import { codePoints, shownAround } from "./visible.ts";

/** Places of one kind that are told apart in one text. */
const mostOfAKind = 20;

/** What a text hides from people and shows to a model; in time that grows with its length alone. */
export function findHiddenText(text: string): readonly HiddenText[] {
  return [findInvisible, findDirection, findControls, findComments, findFarOff].flatMap((find) => {
    const found: HiddenText[] = [];
    for (const one of find(text)) {
      found.push(one);
      if (found.length >= mostOfAKind) break;
    }
    return found;
  });
}

/** Runs of one text that are looked at, and characters of one that are read. */
const mostRuns = 20_000;
const longestRead = 16_000;
const runs = new RegExp(`[${unseenMarks}${selectorMarks}]{1,${longestRead}}`, "gu");
const pictograph = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\u20E3/u;
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
/** Joins emoji, selects how one looks, or marks a direction in text that has both. */
const joined = /^\uFE0F?\u200D$/;
const flag = /^[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,7}\u{E007F}$/u;
/** As many in a row as no honest text has. */
const longRun = 8;

function* findInvisible(text: string): Generator<HiddenText> {
  let read = 0;
  for (const match of text.matchAll(runs)) {
    if (++read > mostRuns) return;
    const mark = match.index === 0 && match[0].startsWith("\uFEFF") ? 1 : 0;
    const start = match.index + mark;
    const run = match[0].slice(mark);
    if (run === "") continue;
    const end = start + run.length;
    const [before, after] = [
      [...text.slice(Math.max(0, start - 2), start)].at(-1) ?? "",
      [...text.slice(end, end + 2)][0] ?? "",
    ];
    const weight = weightOf(run, before, after, text);
    if (weight === undefined) continue;
    const spelled = smuggled(run.slice(0, longestRead));
    const kind = /[\u{E0000}-\u{E007F}]/u.test(run) ? "tag" : "invisible";
    const count = lengthOf(run);
    const what =
      kind === "tag"
        ? "tag characters"
        : count === 1
          ? "a character that does not show"
          : "characters that do not show";
    const telling = spelled === undefined ? "" : `, which spell “${spelled.slice(0, 160)}”`;
    const says = `${count === 1 ? "" : `${count} `}${what} (${codePoints(run)})${telling}, in “${shownAround(text, start, end)}”`;
    yield { kind, start, end, says, weight };
  }
}

function weightOf(run: string, before: string, after: string, text: string): HiddenText["weight"] | undefined {
  if (/[\u{E0001}-\u{E007F}]/u.test(run)) return before === "\u{1F3F4}" && flag.test(run) ? undefined : "fail";
  const count = lengthOf(run);
  if (/^[\u180B-\u180D\uFE00-\uFE0F\u{E0100}-\u{E01EF}]+$/u.test(run)) return count < 4 ? undefined : "fail";
  if (joined.test(run) && pictograph.test(before) && pictograph.test(after)) return undefined;
  if (count >= longRun) return "fail";
  if (/^[\u061C\u200E\u200F]+$/.test(run) && rightToLeft.test(text)) return undefined;
  // Scripts that need joiners, or have no blanks: whatever writes letters of its own beside them.
  if (
    /[\p{L}\p{M}]/u.test(before + after) &&
    /[^\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Common}]/u.test(before + after)
  )
    return undefined;
  // Between parts of an identifier they allow a line to be broken. Inside of a word they only keep it from being found.
  return /[a-z]/i.test(before) && /[a-z]/.test(after) ? "fail" : "noted";
}

function lengthOf(run: string): number {
  return run.length > longestRead ? run.length : [...run].length;
}

const directions = /[\u202A-\u202E\u2066-\u2069]/g;

const mostMarks = 2_000;

/** Marks of direction that change the order of what is shown; one of a text. */
function* findDirection(text: string): Generator<HiddenText> {
  const marks: RegExpExecArray[] = [];
  for (const mark of text.matchAll(directions)) {
    marks.push(mark);
    if (marks.length >= mostMarks) break;
  }
  const [first] = marks;
  if (first === undefined) return;
  const mixed = rightToLeft.test(text);
  const turning = marks.find(([mark]) => (mixed ? false : /[\u202B\u202D\u202E\u2067]/.test(mark)));
  const open = unclosed(marks);
  const telling = turning ?? (mixed ? open : undefined);
  const at = telling ?? open ?? first;
  const list = codePoints(marks.map(([mark]) => mark).join(""));
  const what =
    telling === undefined ? "marks of direction" : "marks of direction that change the order of what is shown";
  const says = `${what} (${list}), in “${shownAround(text, at.index, at.index + 1)}”`;
  // Isolates around a value that is filled in are how some libraries write every message.
  if (telling === undefined && open === undefined) return;
  yield {
    kind: "direction",
    start: at.index,
    end: at.index + 1,
    says,
    weight: telling === undefined ? "noted" : "fail",
  };
}

function unclosed(marks: readonly RegExpExecArray[]): RegExpExecArray | undefined {
  const open: RegExpExecArray[] = [];
  for (const mark of marks) {
    if (!/[\u202C\u2069]/.test(mark[0])) open.push(mark);
    else if (open.pop() === undefined) return mark;
  }
  return open[0];
}

const escapeSign = String.raw`\x1b`;
const introducer = String.raw`(?:${escapeSign}\[|\x9b)`;
const controls = new RegExp(
  String.raw`${introducer}[0-?]{0,64}[ -/]{0,8}[@-~]|${escapeSign}\][^\x07\x1b]{0,500}\x07?|${escapeSign}[ -~]?|[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F]{1,1000}`,
  "g",
);
const sequence = new RegExp(String.raw`^(?:${escapeSign}|\x9b[0-?]{0,64}[ -/]{0,8}[@-~])`);
/** Bold, italic and underlined, and the end of them. */
const style = new RegExp(`^${introducer}(?:0|1|3|4|22|23|24|39|49)?(?:;(?:0|1|3|4|22|23|24|39|49))*m$`);

/** Sequences for a terminal, and other control characters than the blanks of a text. */
function* findControls(text: string): Generator<HiddenText> {
  for (const match of text.matchAll(controls)) {
    const [part] = match;
    const start = match.index;
    const end = start + part.length;
    const shown = `(${codePoints(part)}), in “${shownAround(text, start, end)}”`;
    const erasing = /^[\b\x7F]{3,}$/.test(part) && start > 0;
    const what = sequence.test(part)
      ? "a control sequence of terminals"
      : erasing
        ? "characters that erase what is before them"
        : "a control character";
    yield {
      kind: "control",
      start,
      end,
      says: `${what} ${shown}`,
      weight: (sequence.test(part) && !style.test(part)) || erasing ? "fail" : "noted",
    };
  }
}

/** Blanks, or lines, that leave nothing of what follows them in a window. */
const mostBlanks = 200;
const mostLines = 40;

/** Text so far to the right, or so far below, that a window does not show it. */
function* findFarOff(text: string): Generator<HiddenText> {
  for (const { index: start } of text.matchAll(
    /(?<![ \t\u00A0])[ \t\u00A0]{200}|(?<![\n\r])(?:\r?\n[ \t]{0,80}){40}/g,
  )) {
    let end = start;
    let lines = 0;
    for (; /\s/.test(text.charAt(end)); end++) if (text.charAt(end) === "\n") lines += 1;
    if (end >= text.length) return;
    const below = lines >= mostLines;
    // A long blank end of a line is nobody's.
    if (!below && (lines > 0 || end - start < mostBlanks)) continue;
    const gap = below ? `${lines} empty lines` : `${end - start} blanks`;
    const says = `${gap} before “${shownAround(text, end, end + 60)}”`;
    yield { kind: "far-off", start, end, says, weight: "noted" };
  }
}
