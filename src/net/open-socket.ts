import type { Socket } from "node:net";
import { checkHost } from "./check-host.ts";
import { connector } from "./connector.ts";
import type { NetOptions } from "./options.ts";

/**
 * One bare connection to the server of a URL, under the same law as all requests; rejects where none is made. Whoever opens it
 * closes it. Not through a proxy: its connections to the server are its own.
 */
export async function openSocket(url: URL, options: NetOptions): Promise<Socket> {
  checkHost(url, options);
  if (options.proxy !== undefined) throw new Error("there is a proxy in between");
  const { hostname, host, protocol, port } = url;
  return new Promise((resolve, reject) => {
    const target = { hostname: hostname.replace(/^\[|\]$/g, ""), host, protocol, port };
    connector(options, {})(target, (cause, socket) => {
      if (cause !== null) return reject(cause);
      // Whoever is not listening any more must not be taken down by its end.
      socket.on("error", () => undefined);
      resolve(socket);
    });
  });
}
