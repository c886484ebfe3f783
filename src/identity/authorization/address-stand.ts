import { setTimeout as sleep } from "node:timers/promises";
import type { ClientAddressFacts } from "../../model/authorization-server.ts";
import { type Listening, listenHttp } from "../../net/listen-http.ts";

/** Addresses of ours on this machine that nobody has a reason to ask for. */
export interface AddressStand {
  /** By its name; listens from the first time on. */
  address(name: string): Promise<string>;
  /** What came since the last look; waits a moment for the first to come, but not past `over`. */
  look(over: AbortSignal): Promise<ClientAddressFacts>;
  close(): Promise<void>;
}

/** Requests that are kept between two looks, and characters of what one calls itself. */
const mostKept = 200;
const longestAgent = 200;
/** Milliseconds after an answer in which a server that fetches in the background begins to. */
const lateMs = 250;

/** Nothing listens yet. `secret` is part of every address, so that only who was given one knows it. */
export function openAddressStand(secret: string, redirectUri: string): AddressStand {
  const came: { readonly name: string; readonly agent: string }[] = [];
  let awaited: (() => void) | undefined;
  let listening: Promise<Listening> | undefined;
  const open = () =>
    listenHttp(
      { port: 0, mostConnections: 64, name: "The recorder of client addresses", hint: "Run it again." },
      (request, response) => {
        const [, given, name = ""] = /^\/([a-z]+)\/([\w-]+)$/.exec((request.url ?? "").replace(/\?.*$/s, "")) ?? [];
        if (given !== secret) {
          response.writeHead(404).end();
          return;
        }
        const agent = (request.headers["user-agent"] ?? "").slice(0, longestAgent);
        if (came.length < mostKept) came.push({ name, agent });
        awaited?.();
        response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
        response.end(JSON.stringify({ ...document, client_id: `http://${request.headers.host}/${secret}/${name}` }));
      },
    );
  const document = {
    client_name: "gauntlet_client",
    redirect_uris: [redirectUri],
    grant_types: ["authorization_code"],
    response_types: ["code"],
    token_endpoint_auth_method: "none",
    keys: [],
  };
  return {
    async address(name) {
      listening ??= open();
      return `${(await listening).url}/${secret}/${name}`;
    },
    async look(over) {
      if (came.length === 0 && listening !== undefined) {
        const arrival = new AbortController();
        const stop = (): void => arrival.abort();
        awaited = stop;
        over.addEventListener("abort", stop, { once: true });
        await sleep(lateMs, undefined, { signal: arrival.signal }).catch(() => undefined);
        over.removeEventListener("abort", stop);
      }
      const seen = came.splice(0);
      return { asked: [...new Set(seen.map(({ name }) => name))], agent: seen[0]?.agent ?? "" };
    },
    async close() {
      await (await listening)?.close();
    },
  };
}
