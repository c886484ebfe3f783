import { Agent, type buildConnector, type Dispatcher, ProxyAgent, fetch as undiciFetch } from "undici";
import { checkHost } from "./check-host.ts";
import { connector, tls } from "./connector.ts";
import { limits } from "./limits.ts";
import type { NetOptions } from "./options.ts";

/** The guarded way out: every request made through it obeys the host law and the limits. */
export interface Net {
  /** Never follows a redirect by itself; the caller sees the 3xx. */
  readonly fetch: typeof globalThis.fetch;
  readonly dispatcher: Dispatcher;
  /** Throws like `checkHost` for a URL that may not be contacted. */
  check(url: string | URL): void;
  /** Cuts every connection; safe to call twice. */
  close(): Promise<void>;
}

/** Opens a way out under the user's network options. Through a proxy the proxy resolves names, `localhost` too. */
export function openNet(options: NetOptions): Net {
  return guarded(options.proxy === undefined ? direct(options) : viaProxy(options, options.proxy), options);
}

/**
 * The same over one TCP connection: once that has ended, every request fails. Undefined behind a proxy, whose connections to the
 * server are its own.
 */
export function openSingleConnection(options: NetOptions): Net | undefined {
  if (options.proxy !== undefined) return undefined;
  const connect = connector(options, {});
  let connected = false;
  const once: buildConnector.connector = (target, done) => {
    if (connected) return void done(new Error("the connection has ended"), null);
    connected = true;
    connect(target, done);
  };
  return guarded(new Agent({ ...timing, keepAliveTimeout: limits.headersMs, connections: 1, connect: once }), options);
}

function guarded(base: Dispatcher, options: NetOptions): Net {
  const check = (url: string | URL) => checkHost(url, options);
  const dispatcher = base.compose((dispatch) => (request, handler) => {
    check(String(request.origin));
    return dispatch(request, handler);
  });
  const fetch: typeof globalThis.fetch = (input, init) => {
    check(input instanceof Request ? input.url : input);
    return undiciFetch(
      input as Parameters<typeof undiciFetch>[0],
      { ...init, redirect: "manual", dispatcher } as Parameters<typeof undiciFetch>[1],
    ) as unknown as Promise<Response>;
  };
  let closing: Promise<void> | undefined;
  return {
    fetch: async (input, init) => fetch(input, init),
    dispatcher,
    check,
    close: () => {
      closing ??= base.destroy();
      return closing;
    },
  };
}

const timing = { headersTimeout: limits.headersMs, bodyTimeout: 0, maxHeaderSize: limits.headerBytes };

function direct(options: NetOptions): Dispatcher {
  return new Agent({ ...timing, connect: connector(options, {}) });
}

function viaProxy(options: NetOptions, uri: string): Dispatcher {
  const requestTls = tls(options) as buildConnector.BuildOptions;
  const proxyTls = { rejectUnauthorized: !options.insecure, ...(options.ca === undefined ? {} : { ca: options.ca }) };
  return new ProxyAgent({ uri, ...timing, requestTls, proxyTls: proxyTls as buildConnector.BuildOptions });
}
