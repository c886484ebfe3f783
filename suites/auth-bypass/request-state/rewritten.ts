/**
 * A state with other names in it, in plain text or in parts that are base64 of text, and its signature, if it has one, as it was;
 * undefined where it holds none of these names.
 */
export function rewritten(state: string, names: readonly (readonly [from: string, to: string])[]): string | undefined {
  const swapped = (text: string) =>
    names.reduce((sum, [from, to]) => (from.length < shortest ? sum : sum.replaceAll(from, to)), text);
  const plain = swapped(state);
  if (plain !== state) return plain;
  const parts = state.split(".").map((part) => {
    const coding = /[+/=]/.test(part) ? "base64" : "base64url";
    const text = Buffer.from(part, coding).toString("utf8");
    // What is no text is a signature, or sealed.
    if (part === "" || text.includes("\uFFFD")) return part;
    const other = swapped(text);
    return other === text ? part : Buffer.from(other, "utf8").toString(coding);
  });
  const joined = parts.join(".");
  return joined === state ? undefined : joined;
}

/** Shorter names are in anything by chance. */
const shortest = 3;
