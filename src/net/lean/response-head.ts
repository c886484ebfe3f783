import type { AnswerHead } from "./exchange.ts";

/** How the end of a body is known. */
export type Framing = "chunked" | "until-close" | { readonly bytes: number };

/** The head of a response, and what it says of the connection. */
export interface ResponseHead extends AnswerHead {
  readonly framing: Framing;
  /** Milliseconds that the connection may be idle before it is used again; 0 = not at all. */
  readonly keepMs: number;
}

/** How long a connection is kept of which the server does not say when it closes it. */
const usualKeepMs = 4_000;
const longestKeepMs = 600_000;
/** So much earlier than the server we let go of it: what is sent as it is being closed is lost. */
const earlierMs = 2_000;

/** Heads that are remembered: answers that come in the same second mostly begin like others. */
const mostKnown = 100;

/** Reads heads. Throws for what is no HTTP/1, and for what could be framed in two ways. */
export function headReader(): (text: string) => ResponseHead {
  const known = new Map<string, ResponseHead>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const read = readHead(text);
    if (known.size === mostKnown) known.clear();
    known.set(text, read);
    return read;
  };
}

function readHead(text: string): ResponseHead {
  const [first = "", ...lines] = text.split("\r\n");
  const [, minor, status] = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: [^\r\n\0]*)?$/.exec(first) ?? [];
  if (status === undefined) throw new Error("an answer that is no HTTP/1.1");
  const fields = new Map<string, string>();
  for (const line of lines) {
    const [, name, padded] = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):([^\r\n\0]*)$/.exec(line) ?? [];
    if (name === undefined || padded === undefined) throw new Error("an answer with a header line that is none");
    const known = name.toLowerCase();
    const value = withoutBlanks(padded);
    const before = fields.get(known);
    fields.set(known, before === undefined ? value : `${before}, ${value}`);
  }
  const code = Number(status);
  const framing = framingOf(code, fields);
  return {
    status: code,
    framing,
    keepMs: framing === "until-close" ? 0 : keepMsOf(minor === "1", fields),
    get: (name) => fields.get(name),
    all: () => Object.fromEntries(fields),
  };
}

/** Without the blanks at both ends. Not by a pattern: on a line of thousands of them that takes minutes. */
function withoutBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text.charCodeAt(from))) from += 1;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

function isBlank(character: number): boolean {
  return character === 0x20 || character === 0x09;
}

function framingOf(status: number, fields: ReadonlyMap<string, string>): Framing {
  if (status < 200 || status === 204 || status === 304) return { bytes: 0 };
  const coding = fields.get("transfer-encoding");
  const length = fields.get("content-length");
  if (coding !== undefined) {
    if (length !== undefined || coding.toLowerCase() !== "chunked") throw new Error("an answer of unclear length");
    return "chunked";
  }
  if (length === undefined) return "until-close";
  const lengths = new Set(length.split(", "));
  const [only = ""] = lengths;
  if (lengths.size > 1 || !/^\d{1,15}$/.test(only)) throw new Error("an answer of unclear length");
  return { bytes: Number(only) };
}

function keepMsOf(newer: boolean, fields: ReadonlyMap<string, string>): number {
  const words = (fields.get("connection") ?? "").toLowerCase().split(",").map(withoutBlanks);
  if (words.includes("close") || (!newer && !words.includes("keep-alive"))) return 0;
  const told = /\btimeout=(\d{1,6})\b/i.exec(fields.get("keep-alive") ?? "")?.[1];
  if (told === undefined) return usualKeepMs;
  return Math.max(0, Math.min(longestKeepMs, Number(told) * 1_000 - earlierMs));
}
