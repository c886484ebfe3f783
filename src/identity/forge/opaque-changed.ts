import type { Make } from "./material.ts";

/** One character is another: in the middle, and near the end, where a comparison that stops early no longer looks. */
export const opaqueChanged: Make = ({ token, jwt }) => {
  if (jwt !== undefined) return { ok: false, why: "the token is a JWT, whose signature tells of every change" };
  const written = token.replace(/=+$/, "").length;
  // The last two characters of base64 hold spare bits: another character there may stand for the same bytes.
  const places = [Math.floor(written / 2), written - 3].map((from) => letterAt(token, from));
  const [middle, late] = places;
  if (middle === undefined || late === undefined)
    return { ok: false, why: "the token has no letter or digit to change" };
  const forged = [{ token: changed(token, middle), says: "with one character in the middle changed" }];
  if (late !== middle) forged.push({ token: changed(token, late), says: "with one character near the end changed" });
  return { ok: true, forged };
};

/** The nearest letter or digit at or before a place. */
function letterAt(token: string, from: number): number | undefined {
  for (let at = from; at >= 0; at -= 1) if (/[0-9A-Za-z]/.test(token.charAt(at))) return at;
  return undefined;
}

/** Another of its own class: a hex digit stays one, and upper and lower case are not all that differs. */
function changed(token: string, at: number): string {
  const code = token.charCodeAt(at);
  const first = [97, 65, 48].find((start) => code >= start) ?? 48;
  const next = first + ((code - first + 1) % (first === 48 ? 10 : 6));
  return token.slice(0, at) + String.fromCharCode(next) + token.slice(at + 1);
}
