import { connect, type LookupFunction, type Socket } from "node:net";
import { isLocalName } from "../../net/is-loopback.ts";
import { limits } from "../../net/limits.ts";
import type { Upstream } from "./upstream.ts";

/** Connects, in the clear. Rejects when that fails, takes too long, or `signal` aborts. */
export function dial(place: Upstream["place"], signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const common = { allowHalfOpen: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: 30_000 };
    const socket = connect(
      "path" in place
        ? { ...common, path: place.path }
        : { ...common, ...place, ...(isLocalName(place.host) ? { lookup: loopback } : {}) },
    );
    const late = setTimeout(
      () => socket.destroy(new Error("it did not take the connection in time")),
      limits.connectMs,
    );
    const abort = () => void socket.destroy(new Error("the tap was closed"));
    signal.addEventListener("abort", abort);
    if (signal.aborted) abort();
    const settled = () => {
      clearTimeout(late);
      signal.removeEventListener("abort", abort);
    };
    socket.once("connect", () => {
      settled();
      socket.pause();
      resolve(socket);
    });
    // It stays: an error before anyone listens must not end the process.
    socket.on("error", (cause) => {
      settled();
      reject(cause);
    });
  });
}

/** A local name is this machine without asking anyone (RFC 6761 section 6.3). */
const loopback: LookupFunction = (_name, options, done) => {
  if (options.all !== true) {
    done(null, options.family === 6 ? "::1" : "127.0.0.1", options.family === 6 ? 6 : 4);
    return;
  }
  done(null, [
    { address: "127.0.0.1", family: 4 },
    { address: "::1", family: 6 },
  ]);
};
