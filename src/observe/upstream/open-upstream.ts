import type { IncomingMessage } from "node:http";
import type { UpstreamFacts } from "../../model/observation.ts";
import { type Listening, listenHttp } from "../../net/listen-http.ts";
import { spellingsOf } from "../../oracle/canaries/spellings.ts";

/** An API of ours that the server under test takes for the one it works with. */
export interface OpenUpstream extends Pick<Listening, "url" | "close"> {
  /** What came since the last look, and where `token` stood in it. */
  look(token: string | undefined): UpstreamFacts;
}

/** Parts of one request by their names: `header authorization`, `query`, `path`, `body`. */
type Parts = Readonly<Record<string, string>>;

const bodyBytes = 1024 * 1024;
/** Requests that are kept between two looks. */
const mostKept = 200;

/** What every request is answered: a client that reads JSON finds some. */
const answer = JSON.stringify({ ok: true, status: "ok", data: [], items: [], results: [] });

/** Listens on 127.0.0.1; port 0 is any that is free. Throws a `usage` HarnessError for a port that is taken. */
export async function openUpstream(port: number): Promise<OpenUpstream> {
  const came: Parts[] = [];
  let since = 0;
  let ever = 0;
  const hint = "Choose another observe.upstream.port.";
  const where = { port, mostConnections: 256, name: "The upstream API", hint };
  const { url, close } = await listenHttp(where, (request, response) => {
    since += 1;
    ever += 1;
    partsOf(request)
      .then((parts) => {
        if (came.length < mostKept) came.push(parts);
        response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
        response.end(answer);
      })
      .catch(() => response.destroy());
  });
  return {
    url,
    close,
    look(token) {
      const requests = since;
      since = 0;
      const shown = new Set(came.splice(0).flatMap((parts) => placesOf(token, parts)));
      return { requests, ever, shown: [...shown] };
    },
  };
}

/** Where a token stands as a whole, in whichever spelling. */
function placesOf(token: string | undefined, parts: Parts): readonly string[] {
  if (token === undefined || token === "") return [];
  const spellings = spellingsOf(token).map(({ text }) => text);
  return Object.entries(parts)
    .filter(([, text]) => spellings.some((spelling) => text.includes(spelling)))
    .map(([name]) => name);
}

async function partsOf(request: IncomingMessage): Promise<Parts> {
  const [path = "", ...query] = (request.url ?? "").split("?");
  const headers = Object.entries(request.headers).map(([name, value]) => [`header ${name}`, String(value)]);
  const body: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= bodyBytes) body.push(part);
  }
  return { ...Object.fromEntries(headers), path, query: query.join("?"), body: Buffer.concat(body).toString("utf8") };
}
