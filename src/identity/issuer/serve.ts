import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { isLoopback } from "../../net/is-loopback.ts";
import { type Listening, listenHttp } from "../../net/listen-http.ts";
import type { Answer, Asked } from "./http.ts";

const bodyBytes = 64 * 1024;

/**
 * Listens on 127.0.0.1; port 0 is any that is free. Throws a `usage` HarnessError for a port that is taken. Asked for under
 * a name that is not this machine's it answers 421, so that no web page can reach it through a name of its own.
 */
export async function serve(
  port: number,
  answer: (asked: Asked, signal: AbortSignal) => Promise<Answer>,
): Promise<Listening> {
  const closing = new AbortController();
  const where = { port, mostConnections: 512, name: "The test issuer", hint: "Choose another port." };
  const listening = await listenHttp(where, (request, response) => {
    handle(request, response, answer, closing.signal).catch(() => response.destroy());
  });
  return {
    ...listening,
    close() {
      closing.abort();
      return listening.close();
    },
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (asked: Asked, signal: AbortSignal) => Promise<Answer>,
  signal: AbortSignal,
): Promise<void> {
  if (!isLoopback((request.headers.host ?? "").replace(/:\d+$/, ""))) return send(response, { status: 421 });
  const body = await readBody(request);
  if (body === undefined) return send(response, { status: 413, headers: { connection: "close" } });
  const url = new URL(request.url?.startsWith("/") ? request.url : "/", "http://127.0.0.1");
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const asked = { method: request.method ?? "", path: url.pathname, query: url.searchParams, headers, body };
  send(response, await answer(asked, signal));
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > bodyBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer === "cut") {
    response.destroy();
    return;
  }
  const { body = "" } = answer;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" ? {} : { "content-type": "application/json" };
  response.writeHead(answer.status, { "cache-control": "no-store", ...type, ...answer.headers });
  response.end(text);
}

/** Waits, but not past the end of the issuer. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await wait(ms, undefined, { signal }).catch(() => undefined);
}
