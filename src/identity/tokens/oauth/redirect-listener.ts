import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { HarnessError } from "../../../model/errors.ts";
import { hostOf } from "../../../net/host-of.ts";
import { isLoopback } from "../../../net/is-loopback.ts";

/** Waits for the browser to come back from a login. */
export interface RedirectListener {
  readonly redirectUri: string;
  /** The URL that the browser was sent to; never settles where it is not sent to this machine. */
  readonly answer: Promise<URL>;
  close(): void;
}

/**
 * Listens on 127.0.0.1 for a redirect with the right `state`: on any free port, or on that of `wanted`. A redirect URI on
 * another machine is not listened for: its answer has to be pasted.
 */
export async function listenForRedirect(
  wanted: string | undefined,
  state: string,
  path: string,
): Promise<RedirectListener> {
  const uri = new URL(wanted ?? "http://127.0.0.1/callback");
  if (uri.protocol !== "http:" || !isLoopback(hostOf(uri))) {
    return { redirectUri: uri.href, answer: new Promise(() => {}), close: () => {} };
  }
  const server = createServer();
  const port = await listen(server, uri.port === "" ? 0 : Number(uri.port), path);
  uri.port = String(port);
  const answer = new Promise<URL>((resolve) => {
    server.on("request", (request, response) => {
      const url = URL.canParse(request.url ?? "", uri.href) ? new URL(request.url ?? "", uri.href) : undefined;
      const right =
        request.method === "GET" && url?.pathname === uri.pathname && url.searchParams.get("state") === state;
      response.writeHead(right ? 200 : 404, {
        "content-type": "text/plain; charset=utf-8",
        "cache-control": "no-store",
        connection: "close",
      });
      response.end(right ? "The answer has arrived. You can close this page.\n" : "Not found\n");
      if (right && url !== undefined) resolve(url);
    });
  });
  return {
    redirectUri: uri.href,
    answer,
    close: () => {
      server.close();
      // What has been answered may still be on its way.
      server.closeIdleConnections();
    },
  };
}

async function listen(server: Server, port: number, path: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  }).catch((error: unknown) => {
    throw new HarnessError(
      "config-invalid",
      `${path}.redirectUri: port ${port} of this machine cannot be listened on.`,
      "End the program that uses it, or register another redirect URI with the provider.",
      error,
    );
  });
  return (server.address() as AddressInfo).port;
}
