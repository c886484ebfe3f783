import type { Socket } from "node:net";
import type { Excess } from "../../model/load/limits.ts";
import { openSocket } from "../../net/open-socket.ts";
import type { NetOptions } from "../../net/options.ts";
import { rest } from "../users/rest.ts";

/** How many of the slow connections there were, and how many of them the server ended. */
export interface Dribbled {
  readonly opened: number;
  readonly ended: number;
}

/** Where slow requests go, and what they carry before they become slow. */
export interface Slowly {
  readonly url: URL;
  readonly net: NetOptions;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** What a body says that it is going to have; nobody waits for the end of it. */
const promisedBytes = 100_000;

/** Opens connections and sends a request over each, one byte a second, until the time is over or the server has ended all. Never rejects. */
export async function dribble(
  { url, net, headers, signal }: Slowly,
  { part, connections, seconds }: Extract<Excess, { kind: "slow" }>,
): Promise<Dribbled> {
  const lines = Object.entries({ host: url.host, ...headers, "content-type": "application/json" });
  const head = [`POST ${url.pathname}${url.search} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)];
  const begin =
    part === "headers"
      ? `${head.join("\r\n")}\r\nx-gauntlet: `
      : `${head.join("\r\n")}\r\naccept: application/json, text/event-stream\r\ncontent-length: ${promisedBytes}\r\n\r\n`;
  const ended = new Set<Socket>();
  const open = async (): Promise<Socket | undefined> => {
    const socket = await openSocket(url, net).catch(() => undefined);
    if (socket === undefined) return undefined;
    // An answer before the request was whole is the end of it, too.
    for (const event of ["data", "close", "end"]) socket.once(event, () => ended.add(socket));
    socket.write(begin);
    return socket;
  };
  const openMany = async (count: number): Promise<readonly Socket[]> =>
    (await Promise.all(Array.from({ length: count }, open))).filter((one) => one !== undefined);
  const first = await openMany(connections);
  const isOver = (): boolean => first.every((socket) => ended.has(socket));
  let sockets = first;
  const until = performance.now() + 1_000 * seconds;
  while (performance.now() < until && !isOver() && !signal.aborted) {
    await rest(1_000, signal);
    const held = sockets.filter((socket) => !ended.has(socket));
    for (const socket of held) socket.write(" ");
    for (const socket of sockets) if (ended.has(socket)) socket.destroy();
    // Whoever means it comes back for every place that is free.
    sockets = [...held, ...(await openMany(connections - held.length))];
  }
  const result = { opened: first.length, ended: first.filter((socket) => ended.has(socket)).length };
  for (const socket of sockets) socket.destroy();
  return result;
}
