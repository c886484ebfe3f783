import { isObject, type JsonObject } from "../model/json.ts";
import type { Reply } from "../model/reply.ts";

/** All entries of one list, or as many as could be had. */
export interface Listing {
  readonly entries: readonly JsonObject[];
  readonly problems: readonly string[];
}

/** Says whether an entry has what makes it usable. */
export type IsValid = (entry: JsonObject) => boolean;

/**
 * Walks one list page by page. A page that fails, a cursor that comes again, too many pages or entries end it with a
 * sentence; an invalid entry is left out with one. Never throws for what the server sends.
 */
export async function listAll(
  request: (method: string, params: JsonObject) => Promise<Reply>,
  method: string,
  member: string,
  valid: IsValid,
): Promise<Listing> {
  const entries: JsonObject[] = [];
  const problems: string[] = [];
  const seen = new Set<string>();
  let invalid = 0;
  let size = 0;
  let cursor: string | undefined;
  for (let page = 1; ; page++) {
    const reply = await request(method, cursor === undefined ? {} : { cursor });
    const items = reply.kind === "result" ? reply.result[member] : undefined;
    if (reply.kind !== "result" || !Array.isArray(items)) {
      problems.push(
        `${method}: page ${page} ${reply.kind === "result" ? `has no list of ${member}` : failureOf(reply)}.`,
      );
      break;
    }
    size += JSON.stringify(items).length;
    for (const item of items) {
      if (isObject(item) && valid(item)) entries.push(item);
      else invalid++;
    }
    const next = reply.result.nextCursor;
    if (entries.length > MAX_ENTRIES) {
      entries.length = MAX_ENTRIES;
      problems.push(`${method}: more than ${MAX_ENTRIES} entries; the rest is left out.`);
      break;
    }
    if (typeof next !== "string") break;
    if (size > MAX_SIZE) {
      problems.push(`${method}: more than ${MAX_SIZE} characters; the rest is left out.`);
      break;
    }
    if (seen.has(next)) {
      problems.push(`${method}: the cursor of page ${page} came before; the list goes in a circle.`);
      break;
    }
    if (page === MAX_PAGES) {
      problems.push(`${method}: more than ${MAX_PAGES} pages; the rest is left out.`);
      break;
    }
    seen.add(next);
    cursor = next;
  }
  if (invalid > 0)
    problems.push(`${method}: ${invalid} ${invalid === 1 ? "entry is" : "entries are"} invalid and left out.`);
  return { entries, problems };
}

function failureOf(reply: Exclude<Reply, { kind: "result" }>): string {
  switch (reply.kind) {
    case "rpc-error":
      return `failed with error ${reply.code}`;
    case "http-error":
      return `failed with HTTP ${reply.status}`;
    case "malformed":
      return `is malformed: ${reply.why}`;
    case "timeout":
      return `did not come within ${reply.afterMs} ms`;
    case "closed":
      return `did not come: ${reply.why}`;
    case "tool-error":
      return "came as a tool error";
  }
}

/** The same cap the official client has for a walk over all pages. */
const MAX_PAGES = 64;
/** A client that hands all of a list to a model fails long before this. */
const MAX_ENTRIES = 5_000;
/** Characters of JSON in all pages together: a page may be as long as a reply, and every entry is kept. */
const MAX_SIZE = 16 * 1024 * 1024;
