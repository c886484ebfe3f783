import type { Exchange } from "../../../src/model/exchange.ts";
import { isObject, type JsonObject } from "../../../src/model/json.ts";
import type { Step } from "../../../src/model/ports.ts";
import type { ServerList } from "../../../src/model/server-lists.ts";

/** Pages of one list that are read. */
const mostPages = 8;

type Ask = (method: string, params: JsonObject, step: Step) => Promise<Exchange>;

/** Asks for a list, page by page, each exchange with the label of the step. */
export async function askList(ask: Ask, { method }: ServerList, step: Step): Promise<void> {
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let page = 1; page <= mostPages; page++) {
    const { reply } = await ask(method, cursor === undefined ? {} : { cursor }, step);
    const next = reply.kind === "result" ? reply.result.nextCursor : undefined;
    if (typeof next !== "string" || seen.has(next)) return;
    seen.add(next);
    cursor = next;
  }
}

/** What the pages of a list held: undefined where the first one was not answered with a list. Pure. */
export interface Listed {
  readonly entries: readonly JsonObject[];
  readonly pages: readonly [Exchange, ...Exchange[]];
  /** False where pages are missing, or evidence keeps only a part. */
  readonly complete: boolean;
}

/** Finds the pages with this label again; pure. */
export function listed(exchanges: readonly Exchange[], list: ServerList, label: string): Listed | undefined {
  const asked = exchanges.filter((one) => one.label === label && one.request.method === list.method);
  const [first, ...rest] = asked.filter(
    ({ reply }) => reply.kind === "result" && Array.isArray(reply.result[list.member]),
  );
  if (first === undefined || asked[0] !== first) return undefined;
  const pages = [first, ...rest] as const;
  const items = pages.flatMap(({ reply }) => {
    const found = reply.kind === "result" ? reply.result[list.member] : undefined;
    return Array.isArray(found) ? found : [];
  });
  const entries = items.filter(isObject).filter((entry) => typeof entry[list.named] === "string");
  const last = pages.at(-1)?.reply;
  const more = last?.kind === "result" && typeof last.result.nextCursor === "string";
  return { entries, pages, complete: !more && pages.length === asked.length && entries.length === items.length };
}

/** What names the entries of a list. */
export function namesIn({ entries }: Listed, { named }: ServerList): readonly string[] {
  return entries.map((entry) => String(entry[named]));
}
