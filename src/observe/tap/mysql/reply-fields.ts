import type { ReplyPacket } from "./reply-packet.ts";
import { textOf } from "./text.ts";
import { Unreadable } from "./unreadable.ts";

/** An integer that says its own length, and where the next thing starts. Throws an Unreadable for what is none. */
export function lengthAt(bytes: Buffer, at: number): { readonly value: number; readonly next: number } {
  const first = bytes[at];
  const size = first === undefined || first === 0xfb || first === 0xff ? undefined : (sizes[first] ?? 0);
  if (size === undefined || at + 1 + size > bytes.length) throw new Unreadable("a packet that ends too soon");
  if (size === 8) return { value: Number(bytes.readBigUInt64LE(at + 1)), next: at + 9 };
  return { value: size === 0 ? (first ?? 0) : bytes.readUIntLE(at + 1, size), next: at + 1 + size };
}

const sizes: Readonly<Record<number, number>> = { 252: 2, 253: 3, 254: 8 };

/** Rows changed and status flags of an OK packet. */
export function okOf(packet: ReplyPacket): { readonly rows: number; readonly status: number } {
  const head = packet.head();
  const rows = lengthAt(head, 1);
  return { rows: rows.value, status: flagsAt(head, lengthAt(head, rows.next).next) };
}

/** Status flags of an EOF packet. */
export function eofStatus(packet: ReplyPacket): number {
  return flagsAt(packet.head(), 3);
}

function flagsAt(head: Buffer, at: number): number {
  if (at + 2 > head.length) throw new Unreadable("a packet that ends too soon");
  return head.readUInt16LE(at);
}

/** What an ERR packet says. */
export interface DatabaseError {
  readonly number: number;
  /** SQLSTATE. */
  readonly code: string;
  readonly message: string;
}

export function errorOf(packet: ReplyPacket): DatabaseError {
  const head = packet.head();
  const number = flagsAt(head, 1);
  const hasCode = head[3] === 0x23 && head.length >= 9;
  const message = textOf(head.subarray(hasCode ? 9 : 3), packet.length > head.length);
  return { number, code: hasCode ? head.toString("latin1", 4, 9) : "HY000", message };
}
