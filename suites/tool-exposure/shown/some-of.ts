const most = 8;
const longest = 80;

/** Names in a sentence, the first ones of many. */
export function someOf(names: readonly string[]): string {
  const shown = names.slice(0, most).map((name) => (name.length > longest ? `${name.slice(0, longest)}…` : name));
  return `${shown.join(", ")}${names.length > most ? ` and ${names.length - most} more` : ""}`;
}
