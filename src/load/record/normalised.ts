/** Characters of a message that are kept. */
const longest = 200;

/** Numbers that say what went wrong: too many requests, too many connections of some database, a transaction that failed. */
const codes = "429 53300 25P02 1040 1203 1226 10928 10929 00018 00020 12516 12519 P2024 040 076".split(" ");
const numbers = new RegExp(String.raw`\b(?:${codes.join("|")})\b|\d+(?:[.,]\d+)*`, "g");

/**
 * A message of an error without what is different each time: numbers, ids, times, quoted values. Two calls failed alike where it
 * is the same. Secrets must be gone already.
 */
export function normalised(message: string): string {
  return message
    .slice(0, 2_000)
    .replaceAll(/\[redacted:([a-z0-9-]+):[0-9a-f]+\]/g, "[$1]")
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "#")
    .replaceAll(/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?\b/g, "#")
    .replaceAll(/"[^"\n]{1,100}"/g, '"…"')
    .replaceAll(/\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b/gi, "#")
    .replaceAll(numbers, (found) => (codes.includes(found) ? found : "#"))
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, longest);
}
