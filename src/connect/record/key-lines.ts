/** Lines of one key that are hidden: a text that begins one and never ends it is not a key for ever. */
const mostLines = 200;

const begin = /-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----/;
const end = /-----END [A-Z ]{0,32}PRIVATE KEY-----/;
const hidden = "[redacted:private-key]";

/** Takes what comes line by line and gives it back without the private keys that go over several lines, each stream of its own. */
export function openKeyLines(): (stream: string, line: string) => string {
  const left = new Map<string, number>();
  return (stream, line) => {
    const rest = left.get(stream) ?? 0;
    if (rest > 0) {
      const ended = end.exec(line);
      left.set(stream, ended === null ? rest - 1 : 0);
      return ended === null ? hidden : `${hidden}${line.slice(ended.index + ended[0].length)}`;
    }
    const begun = begin.exec(line);
    if (begun !== null && !end.test(line.slice(begun.index))) left.set(stream, mostLines);
    return line;
  };
}
