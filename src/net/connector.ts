import type { LookupFunction, OnReadOpts } from "node:net";
import { buildConnector } from "undici";
import { isLocalName } from "./is-loopback.ts";
import { limits } from "./limits.ts";
import type { NetOptions } from "./options.ts";

/** Opens TCP and TLS connections under the user's options; names under `localhost` are always this machine. */
export function connector(options: NetOptions, more: { readonly onread?: OnReadOpts }): buildConnector.connector {
  const anywhere = buildConnector({ ...tls(options), ...more } as buildConnector.BuildOptions);
  const here = buildConnector({ ...tls(options), ...more, lookup: loopbackLookup } as buildConnector.BuildOptions);
  return (target, done) => (isLocalName(target.hostname.toLowerCase()) ? here : anywhere)(target, done);
}

/** What of the options is about TLS. `undefined` members are left out: the TLS layer treats them as set. */
export function tls(options: NetOptions) {
  return {
    timeout: limits.connectMs,
    rejectUnauthorized: !options.insecure,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
    ...(options.clientCertificate ?? {}),
  };
}

const loopbackLookup: LookupFunction = (_name, lookup, done) => {
  if (lookup.all === true) {
    done(null, [
      { address: "127.0.0.1", family: 4 },
      { address: "::1", family: 6 },
    ]);
    return;
  }
  done(null, lookup.family === 6 ? "::1" : "127.0.0.1", lookup.family === 6 ? 6 : 4);
};
