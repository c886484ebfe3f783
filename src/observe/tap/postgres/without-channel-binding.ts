import type { Duplex } from "node:stream";
import { limits } from "../../../net/limits.ts";
import { readHead } from "../read-head.ts";

/** Mechanisms that bind a password to the TLS connection it is sent over, which the tap has an end of: end in `-PLUS`. */
const bound = /-PLUS$/;
const negotiateVersion = 0x76;
const authentication = 0x52;
const sasl = 10;
/** Bytes of one message that is waited for whole. */
const mostBytes = 64 * 1024;

/**
 * Takes mechanisms that need the client's own TLS out of what a database says first, and puts the rest back: a client without
 * TLS takes such an offer for an attack. True when there were any.
 */
export async function withoutChannelBinding(database: Duplex): Promise<boolean> {
  const heads: Buffer[] = [];
  let changed: Buffer | undefined;
  // The version that both can speak may come before the mechanisms.
  for (let last = negotiateVersion; last === negotiateVersion && heads.length < 2; ) {
    const head = await readHead(database, limits.connectMs, sizeOf);
    if (head === undefined) break;
    changed = changedOffer(head);
    heads.push(changed ?? head);
    last = head[0] as number;
  }
  for (const head of heads.reverse()) database.unshift(head);
  return changed !== undefined;
}

/** Only the two messages that matter are waited for whole. */
function sizeOf(bytes: Buffer): number | undefined {
  if (bytes[0] !== negotiateVersion && bytes[0] !== authentication) return 1;
  return bytes.length < 5 ? undefined : Math.min(bytes.readUInt32BE(1) + 1, mostBytes);
}

function changedOffer(message: Buffer): Buffer | undefined {
  if (message[0] !== authentication || message.length < 9 || message.readInt32BE(5) !== sasl) return undefined;
  const offered = message.toString("latin1", 9).split("\0").filter(Boolean);
  const kept = offered.filter((name) => !bound.test(name));
  if (kept.length === offered.length) return undefined;
  const body = Buffer.from(`${kept.map((name) => `${name}\0`).join("")}\0`, "latin1");
  const changed = Buffer.concat([message.subarray(0, 9), body]);
  changed.writeInt32BE(changed.length - 1, 1);
  return changed;
}
