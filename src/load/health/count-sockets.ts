import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { EventEmitter } from "node:events";

/**
 * Counts the sockets of HTTP connections that undici opened since, whoever of this process asked it to, until it is ended: those of
 * sessions over HTTP+SSE, which go over the usual way out. The lean way out counts its own.
 */
export interface SocketCount {
  open(): number;
  end(): void;
}

/** Begins with none. */
export function countSockets(): SocketCount {
  let open = 0;
  const connected = (message: unknown): void => {
    const { socket } = message as { readonly socket: EventEmitter };
    open += 1;
    socket.once("close", () => {
      open -= 1;
    });
  };
  subscribe(channel, connected);
  return { open: () => open, end: () => void unsubscribe(channel, connected) };
}

/** Where undici tells of each connection that is made. */
const channel = "undici:client:connected";
