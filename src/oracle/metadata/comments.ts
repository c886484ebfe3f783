import type { HiddenText } from "./hidden.ts";
import { signalsIn } from "./instructions/signals.ts";
import { visible } from "./visible.ts";

/** Comments of one text that are read. */
const mostComments = 50;
const longestRead = 4_000;
/** Fewer words are a marker of some tool. */
const fewestWords = 6;

/** Comments of HTML with prose for a model: whoever is shown the rendered text does not see them. */
export function* findComments(text: string): Generator<HiddenText> {
  let at = 0;
  for (let count = 0; count < mostComments; count++) {
    const start = text.indexOf("<!--", at);
    if (start === -1) return;
    const close = text.indexOf("-->", start + 4);
    const end = close === -1 ? text.length : close + 3;
    at = end;
    const inside = text.slice(start + 4, Math.min(close === -1 ? end : close, start + longestRead)).trim();
    const words = inside.match(/[a-z']{2,}(?![\w(={/.:-])/gi)?.length ?? 0;
    if (words < fewestWords || inCode(text, start)) continue;
    const telling = signalsIn(inside).length > 0;
    const says = `a comment that is not shown, “${visible(inside.slice(0, 160))}”`;
    yield { kind: "comment", start, end, says, weight: telling ? "fail" : "noted" };
  }
}

function inCode(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - longestRead), at);
  if (((before.match(/```/g)?.length ?? 0) & 1) === 1) return true;
  const line = before.slice(before.lastIndexOf("\n") + 1);
  return ((line.match(/[`"']/g)?.length ?? 0) & 1) === 1;
}

/** The same text without its comments. */
export function withoutComments(text: string): string {
  let shown = "";
  let at = 0;
  for (;;) {
    const start = text.indexOf("<!--", at);
    if (start === -1) return shown + text.slice(at);
    const close = text.indexOf("-->", start + 4);
    shown += `${text.slice(at, start)} `;
    if (close === -1) return shown;
    at = close + 3;
  }
}
