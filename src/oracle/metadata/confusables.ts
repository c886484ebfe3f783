/** Letters that look like one of ASCII, from the confusables of UTS #39: those of Cyrillic, Greek, Armenian, Cherokee and Latin. */
const lookAlikes: Readonly<Record<string, string>> = {
  a: "\u0430\u03B1\u0251",
  b: "\u042C\u0184",
  c: "\u0441\u03F2\u1D04\u0188",
  d: "\u0501\u0257",
  e: "\u0435\u0454\u04BD",
  f: "\u0192\u03DD",
  g: "\u0261\u0581",
  h: "\u04BB\u0570",
  i: "\u0456\u0131\u03B9\u0269\u04CF",
  j: "\u0458\u03F3",
  k: "\u03BA\u043A",
  l: "\u04C0\u01C0\u2113",
  m: "\u043C",
  n: "\u0578\u057C",
  o: "\u043E\u03BF\u0585\u03C3\u0D20",
  p: "\u0440\u03C1",
  q: "\u051B\u0566",
  r: "\u0433\u1D26",
  s: "\u0455\u01BD",
  t: "\u03C4\u0442",
  u: "\u03C5\u057D\u028B\u1D1C",
  v: "\u03BD\u0475\u1D20",
  w: "\u0461\u051D\u1D21",
  x: "\u0445\u03C7",
  y: "\u0443\u03B3\u04AF",
  z: "\u1D22",
  A: "\u0410\u0391\u13AA",
  B: "\u0412\u0392\u13F4",
  C: "\u0421\u03F9\u13DF",
  D: "\u13A0",
  E: "\u0415\u0395\u13AC",
  F: "\u03DC",
  G: "\u050C\u13C0",
  H: "\u041D\u0397\u13BB",
  I: "\u0406\u0399",
  J: "\u0408\u13AB",
  K: "\u041A\u039A\u13E6",
  L: "\u13DE",
  M: "\u041C\u039C\u13B7",
  N: "\u039D",
  O: "\u041E\u039F\u0555",
  P: "\u0420\u03A1\u13E2",
  S: "\u0405\u054F\u13DA",
  T: "\u0422\u03A4\u13A2",
  V: "\u0474\u13D9",
  W: "\u051C\u13D4",
  X: "\u0425\u03A7",
  Y: "\u04AE\u03A5",
  Z: "\u0396\u13C3",
  "-": "\u2010\u2011\u2012\u2013\u2212",
  _: "\u2017\uFF3F",
  "/": "\u2044\u2215",
};

const folding = new Map(
  Object.entries(lookAlikes).flatMap(([plain, others]) => [...others].map((other) => [other, plain])),
);
/** By code unit: none of them needs two. */
const byCode = new Map([...folding].map(([sign, plain]) => [sign.charCodeAt(0), plain.charCodeAt(0)]));
const table = Uint16Array.from({ length: 0x10000 }, (_, code) => byCode.get(code) ?? code);
/** These, and what NFKC may change, no more at once than can be handed to a function. */
const changing = new RegExp(
  String.raw`(?:[${[...folding.keys()].join("")}\u00A0-\u024F\u02B0-\u036F\u1D00-\u1FFF\u2000-\u200A\u2010-\u2027\u202F-\u205F\u2070-\u2BFF\u3000-\u33FF\uFB00-\uFFEF]|\uD835[\uDC00-\uDFFF]|\uD83C[\uDD00-\uDEFF]){1,2000}`,
  "g",
);

/** The same text with letters that look like those of ASCII in their place, and with wide, round and mathematical letters as plain ones. */
export function folded(text: string): string {
  return text.replaceAll(changing, (run) => {
    const plain = run.normalize("NFKC");
    const codes = new Uint16Array(plain.length);
    for (let at = 0; at < codes.length; at++) codes[at] = table[plain.charCodeAt(at)] ?? 0;
    return String.fromCharCode.apply(undefined, codes as unknown as number[]);
  });
}

/** The letters of a text that look like ASCII and are not; digits and marks are none. */
export function lookAlikesIn(text: string): readonly string[] {
  return [...text].filter((sign) => sign > "\u007F" && /^[a-z]$/i.test(folded(sign)));
}
