import type { Evidence } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import { type Reply, replyText } from "../../../src/model/reply.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { unclear } from "../../inconclusive.ts";
import { type Page, readPage } from "./read-page.ts";

interface Found extends Page {
  readonly path: string;
  readonly id: string;
}

/** What pages beside the endpoint show, next to what an address that does not exist does; pure. */
export function judgeBeside({ exchanges }: Evidence): Judgement {
  const nowhere = exchanges.filter(({ label }) => label === "nowhere");
  const pages = exchanges.filter(({ label }) => label === "page");
  const [first] = nowhere;
  if (first === undefined || !nowhere.every(({ reply }) => tells(reply)))
    return unclear("what is beside the endpoint could not be asked for");
  const own = pages.filter((page) => !nowhere.some((one) => same(page, one)));
  const found = own.flatMap((page): Found[] => {
    const path = String(page.facts.path);
    const shown = readPage(path, page);
    return shown === undefined ? [] : [{ ...shown, path, id: page.id }];
  });
  const all = [...found, ...heapIn(exchanges)];
  const grave = all.filter((one) => one.grave);
  const [worst] = grave;
  if (worst !== undefined) {
    const because = `without credentials there is ${said(grave)}`;
    const proof = [worst.id, ...grave.slice(1).map(({ id }) => id)] as const;
    return { verdict: "fail", because, proof, control: first.id, techniques: grave.map(({ path }) => path) };
  }
  const [note] = all;
  if (note !== undefined) {
    const because = `without credentials there is ${said(all)}`;
    return { verdict: "noted", because, proof: [note.id, ...all.slice(1).map(({ id }) => id)] };
  }
  const asked = pages.filter(({ reply }) => tells(reply)).length;
  if (asked < pages.length / 2) return unclear("most addresses beside the endpoint were not answered");
  const because = `${asked} usual addresses beside the endpoint show nothing of the inside to a caller without credentials`;
  return { verdict: "pass", because, control: first.id };
}

function said(found: readonly Found[]): string {
  return found.map(({ path, says }) => `${says} at ${path}`).join(", ");
}

/** False for what says nothing of an address: no answer, too many requests, a server that is broken or behind something broken. */
function tells(reply: Reply): boolean {
  if (reply.kind === "http-error") return reply.status !== 429 && reply.status < 500;
  return reply.kind === "result" || reply.kind === "rpc-error";
}

/** True where the very same page is there for an address that does not exist, but for the address itself. */
function same(page: Exchange, other: Exchange): boolean {
  const plain = ({ reply, facts }: Exchange) =>
    JSON.stringify([
      reply.kind,
      replyText(reply)
        .replaceAll(String(facts.path), "")
        .replace(/[0-9a-f-]{16,}|\d+/gi, "0"),
    ]);
  return plain(page) === plain(other);
}

function heapIn(exchanges: readonly Exchange[]): readonly Found[] {
  const binary = ({ reply }: Exchange) =>
    reply.kind === "result" && /octet-stream|heap/i.test(String(reply.result.contentType));
  const none = exchanges.find(({ label }) => label === "no heap");
  const heap = exchanges.find(({ label }) => label === "heap");
  if (heap === undefined || none === undefined || binary(none) || !binary(heap)) return [];
  return [{ path: String(heap.facts.path), id: heap.id, says: "the heap of a process", grave: true }];
}
