import type { Duplex } from "node:stream";
import { readHead } from "../read-head.ts";

/** How a client began: what the database is to get first, or why there is nothing for it. */
export type Greeting =
  | { readonly kind: "startup"; readonly bytes: Buffer }
  | { readonly kind: "cancel"; readonly bytes: Buffer }
  /** It left, or said nothing in time; `askedTls` = after it was told that there is no TLS here. */
  | { readonly kind: "left"; readonly askedTls: boolean }
  | { readonly kind: "direct-tls" }
  | { readonly kind: "unknown" };

const cancelRequest = 80877102;
const sslRequest = 80877103;
const gssRequest = 80877104;
/** PostgreSQL's own limit of a startup message. */
const mostBytes = 10_000;
/** Milliseconds that a client has to begin, as PostgreSQL's authentication_timeout. */
const patienceMs = 60_000;
/** First byte of a TLS handshake. */
const tlsHandshake = 0x16;

/** Reads what a client says first. Requests for encryption are declined, which leaves it to the client to go on without. */
export async function readGreeting(client: Duplex): Promise<Greeting> {
  let askedTls = false;
  for (;;) {
    const bytes = await readHead(client, patienceMs, sizeOf);
    if (bytes === undefined) return { kind: "left", askedTls };
    if (bytes[0] === tlsHandshake) return { kind: "direct-tls" };
    if (bytes.length < 8) return { kind: "unknown" };
    const code = bytes.readInt32BE(4);
    if (code === sslRequest || code === gssRequest) {
      askedTls ||= code === sslRequest;
      client.write("N");
      continue;
    }
    if (code === cancelRequest) return { kind: "cancel", bytes };
    return code >> 16 === 3 ? { kind: "startup", bytes } : { kind: "unknown" };
  }
}

/** The length that the message gives of itself; one byte is enough to know what is no message. */
function sizeOf(bytes: Buffer): number | undefined {
  if (bytes[0] !== 0) return 1;
  if (bytes.length < 4) return undefined;
  const size = bytes.readInt32BE();
  return size >= 8 && size <= mostBytes ? size : 4;
}
