/** The line that names what went wrong, in the runtimes that servers are written in. */
const telling = /\b[A-Za-z.]*(?:Error|Exception|panic|panicked|fatal|FATAL)\b/;

/** What a process wrote last, in one line: the last line that names an error, else the last three lines. */
export function lastWords(stderrTail: string): string {
  const lines = stderrTail
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const error = lines.findLast((line) => telling.test(line) && !line.startsWith("at "));
  return error ?? lines.slice(-3).join(" | ");
}
