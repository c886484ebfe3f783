/** Layers of escaping that are taken off: what is escaped more often is something else. */
const mostLayers = 3;

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/**
 * Letters and digits of a text as it was before anybody escaped it for JSON, HTML, a URL or a program's own way to print strings:
 * the same for every spelling of it, and a part of it for a part.
 */
export function essence(text: string): string {
  let plain = text;
  for (let layer = 0; layer < mostLayers; layer++) {
    const next = unescaped(plain);
    if (next === plain) break;
    plain = next;
  }
  return plain.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");
}

function unescaped(text: string): string {
  return (
    text
      // Its semicolon may have been cut off.
      .replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos|nbsp));?/gi, (_, hex, decimal, name) => {
        if (name !== undefined) return entities[String(name).toLowerCase()] ?? "";
        return signOf(Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16));
      })
      .replaceAll(/(?:%[0-9a-f]{2})+/gi, (whole) => {
        try {
          return decodeURIComponent(whole);
        } catch {
          return whole;
        }
      })
      .replaceAll(/\\+(?:u\{?([0-9a-f]{4,6})\}?|x([0-9a-f]{2})|[nrtbfv0])/gi, (_, long, short) => {
        const hex = long ?? short;
        return hex === undefined ? " " : signOf(Number.parseInt(hex, 16));
      })
  );
}

function signOf(code: number): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : "";
}
