/** Breaks a line of visible text into lines of at most `width` columns, at spaces where there are any. Never gives no line. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((word) => cut(word, width))) {
    if (line !== "" && columns(line) + 1 + columns(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Columns that a terminal uses: two for East Asian wide characters and emoji, none for marks. */
export function columns(text: string): number {
  let sum = 0;
  for (const char of text) sum += mark.test(char) ? 0 : wide.test(char) ? 2 : 1;
  return sum;
}

const mark = /^\p{M}$/u;
const wide =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]$/u;

function cut(word: string, width: number): readonly string[] {
  if (columns(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = "";
  for (const char of word) {
    if (piece !== "" && columns(piece) + columns(char) > width) {
      pieces.push(piece);
      piece = "";
    }
    piece += char;
  }
  return [...pieces, piece];
}
