/** What characters that do not show spell, where they stand for text; undefined where they spell nothing to be read. */
export function smuggled(part: string): string | undefined {
  const readings = [tags(part), selectors(part), bits(part)];
  return readings.find((reading) => reading !== undefined && readable(reading));
}

/** Tag characters stand for ASCII, one for one. */
function tags(part: string): string | undefined {
  const spelled = [...part]
    .map((sign) => (sign.codePointAt(0) ?? 0) - 0xe0000)
    .filter((code) => code >= 0x20 && code < 0x7f);
  return spelled.length < 2 ? undefined : String.fromCharCode(...spelled.slice(0, most));
}

/** Variation selectors stand for bytes: the first sixteen are 0 to 15, the supplement is what follows. */
function selectors(part: string): string | undefined {
  const bytes = [...part].flatMap((sign) => {
    const code = sign.codePointAt(0) ?? 0;
    if (code >= 0xfe00 && code <= 0xfe0f) return [code - 0xfe00];
    return code >= 0xe0100 && code <= 0xe01ef ? [code - 0xe0100 + 16] : [];
  });
  return bytes.length < 4 ? undefined : asText(bytes);
}

/** Two signs of no width that alternate stand for bits, eight to a byte. */
function bits(part: string): string | undefined {
  const signs = [...part].filter((sign) => /[\u200B-\u200D\u2060-\u2064\uFEFF]/u.test(sign));
  const kinds = [...new Set(signs)];
  if (signs.length < 16 || kinds.length < 2) return undefined;
  const [first, second] = kinds;
  const digits = signs.filter((sign) => sign === first || sign === second);
  for (const zero of [first, second]) {
    const bytes: number[] = [];
    for (let at = 0; at + 8 <= digits.length && bytes.length < most; at += 8) {
      const byte = digits.slice(at, at + 8).map((sign) => (sign === zero ? "0" : "1"));
      bytes.push(Number.parseInt(byte.join(""), 2));
    }
    const text = asText(bytes);
    if (text !== undefined && readable(text)) return text;
  }
  return undefined;
}

const most = 2_000;

function asText(bytes: readonly number[]): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes.slice(0, most)));
  } catch {
    return undefined;
  }
}

function readable(text: string): boolean {
  return new Set(text).size > 2 && /^[\x20-\x7E\n\t\u00A0-\u024F]+$/.test(text) && /[a-zA-Z]/.test(text);
}
