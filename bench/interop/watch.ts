import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A wire between client and server that passes all bytes on unchanged and looks at how the client ends. */
export interface Watch {
  readonly port: number;
  /** True once the server handed out a session id. */
  readonly sawSession: () => boolean;
  /** Status of the reply to the last DELETE; `sent` when none came, undefined when none was sent. */
  readonly deleted: () => number | "sent" | undefined;
  /** Connections the client still holds. */
  readonly open: () => number;
  /** What went from the client to the server so far. */
  readonly bytes: () => number;
  readonly stop: () => void;
}

/** Puts such a wire before a port of this machine. */
export function watch(behind: number): Promise<Watch> {
  let session = false;
  let bytes = 0;
  let deleted: number | "sent" | undefined;
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(behind, "127.0.0.1");
    let deleting = false;
    clients.add(client);
    client.on("data", (chunk) => {
      deleting = chunk.subarray(0, 7).toString("latin1") === "DELETE ";
      if (deleting) deleted = "sent";
      bytes += chunk.length;
      upstream.write(chunk);
    });
    upstream.on("data", (chunk) => {
      const head = chunk.subarray(0, 2000).toString("latin1");
      if (/^HTTP\/1\.1 200[\s\S]*\r\nmcp-session-id:/i.test(head)) session = true;
      const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1];
      if (deleting && status !== undefined) deleted = Number(status);
      client.write(chunk);
    });
    const closed = () => {
      clients.delete(client);
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      socket.on("error", closed);
      socket.on("close", closed);
    }
    client.on("end", () => upstream.end());
    upstream.on("end", () => client.end());
  });
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      const stop = () => {
        server.close();
        for (const client of clients) client.destroy();
      };
      resolve({
        port,
        sawSession: () => session,
        deleted: () => deleted,
        bytes: () => bytes,
        open: () => clients.size,
        stop,
      });
    });
  });
}
