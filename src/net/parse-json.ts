import type { Json } from "../model/json.ts";
import { limits } from "./limits.ts";

export type ParsedJson = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly why: string };

/**
 * Parses a JSON text of a peer. Refuses what nests deeper than the limit before anything recursive can meet it,
 * and never throws.
 */
export function parseJson(text: string): ParsedJson {
  if (text.length > limits.bodyBytes) return { ok: false, why: `longer than ${limits.bodyBytes} characters` };
  if (nestsTooDeep(text)) return { ok: false, why: `nested deeper than ${limits.jsonDepth} levels` };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, why: text.trim() === "" ? "empty" : "not valid JSON" };
  }
}

/** One pass without recursion; brackets inside strings do not count. */
function nestsTooDeep(text: string): boolean {
  if (text.length <= 2 * limits.jsonDepth) return false;
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === BACKSLASH) i++;
      else if (c === QUOTE) inString = false;
    } else if (c === QUOTE) inString = true;
    else if (c === OPEN_BRACE || c === OPEN_BRACKET) {
      if (++depth > limits.jsonDepth) return true;
    } else if (c === CLOSE_BRACE || c === CLOSE_BRACKET) depth--;
  }
  return false;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
