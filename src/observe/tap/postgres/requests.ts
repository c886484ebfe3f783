import { Cursor } from "./cursor.ts";
import type { Messages } from "./framer.ts";
import { type Reading, take, text, Unreadable } from "./reading.ts";
import { readLongValues, readValues, type SentValues } from "./values.ts";

/** What a client asks for, as far as statements go; `atMs` is when it passed. */
export type Request =
  | { readonly kind: "query"; readonly text: string; readonly cut: boolean; readonly atMs: number }
  | {
      readonly kind: "parse";
      readonly name: string;
      readonly text: string;
      readonly cut: boolean;
      /** OIDs of the types that were named, 0 = left to the database. */
      readonly types: readonly number[];
      readonly atMs: number;
    }
  | {
      readonly kind: "bind";
      readonly portal: string;
      readonly statement: string;
      readonly values: SentValues;
      readonly atMs: number;
    }
  | {
      readonly kind: "describe" | "close";
      readonly of: "statement" | "portal";
      readonly name: string;
      readonly atMs: number;
    }
  | { readonly kind: "execute"; readonly portal: string; readonly atMs: number }
  | { readonly kind: "call"; readonly oid: number; readonly values: SentValues; readonly atMs: number }
  | { readonly kind: "sync" | "copy-end" };

/** Bytes of a statement's text that are kept. */
const mostText = 256 * 1024;
/** Bytes of the name of a statement or portal; PostgreSQL itself has no limit. */
const mostName = 16 * 1024;
const mostTypes = 1_000;
/** Bytes of a message that are held whole when it comes in pieces. */
const mostWhole = 64 * 1024;

const types = {
  query: 0x51, // Q
  parse: 0x50, // P
  bind: 0x42, // B
  describe: 0x44, // D
  close: 0x43, // C
  execute: 0x45, // E
  call: 0x46, // F
  sync: 0x53, // S
  copyDone: 0x63, // c
  copyFail: 0x66, // f
  copyData: 0x64, // d
  flush: 0x48, // H
  terminate: 0x58, // X
  /** A password or what stands for one. */
  secret: 0x70, // p
} as const;

/** Reads what a client sends after its startup message. Passwords and copied data are passed over. */
export function requests(now: () => number, give: (request: Request) => void): Messages {
  const cursor = new Cursor();
  return {
    counted: undefined,
    count: () => undefined,
    begin(type, bytes) {
      switch (type) {
        case types.bind:
          return bytes > mostWhole ? longBind(now(), give) : bytes;
        case types.call:
          return bytes > mostWhole ? longCall(now(), give) : bytes;
        case types.query:
        case types.parse:
          return Math.min(bytes, mostText + mostWhole);
        case types.execute:
        case types.describe:
        case types.close:
          return Math.min(bytes, mostWhole);
        case types.sync:
        case types.copyDone:
        case types.copyFail:
          return 0;
        case types.flush:
        case types.copyData:
        case types.terminate:
        case types.secret:
          return undefined;
        default:
          throw new Unreadable(`a message of the unknown type ${type} from the client`);
      }
    },
    body(type, chunk, at, end) {
      give(read(type, cursor.over(chunk, at, end), now()));
    },
  };
}

const sync: Request = { kind: "sync" };
const copyEnd: Request = { kind: "copy-end" };

function read(type: number, cursor: Cursor, atMs: number): Request {
  switch (type) {
    case types.bind:
      return {
        kind: "bind",
        portal: cursor.name(mostName),
        statement: cursor.name(mostName),
        values: readValues(cursor),
        atMs,
      };
    case types.execute:
      return { kind: "execute", portal: cursor.name(mostName), atMs };
    case types.describe:
    case types.close: {
      const kind = type === types.close ? "close" : "describe";
      const of = cursor.byte() === 0x53 ? "statement" : "portal";
      return { kind, of, name: cursor.name(mostName), atMs };
    }
    case types.query: {
      const sql = cursor.text(mostText);
      return { kind: "query", text: sql.text, cut: sql.cut, atMs };
    }
    case types.parse: {
      const name = cursor.name(mostName);
      const sql = cursor.text(mostText);
      return { kind: "parse", name, text: sql.text, cut: sql.cut, types: oids(cursor), atMs };
    }
    case types.call:
      return { kind: "call", oid: cursor.int32() >>> 0, values: readValues(cursor), atMs };
    default:
      return type === types.sync ? sync : copyEnd;
  }
}

/** None of a text so long that they were not held. */
function oids(cursor: Cursor): number[] {
  const found: number[] = [];
  if (cursor.isAtEnd) return found;
  for (let left = Math.min(cursor.int16(), mostTypes); left > 0; left -= 1) found.push(cursor.int32() >>> 0);
  return found;
}

type Give = (request: Request) => void;

function* longBind(atMs: number, give: Give): Reading {
  const portal = nameOf(yield text(mostName));
  const statement = nameOf(yield text(mostName));
  give({ kind: "bind", portal, statement, values: yield* readLongValues(), atMs });
}

function* longCall(atMs: number, give: Give): Reading {
  const oid = (yield take(4)).readUInt32BE();
  give({ kind: "call", oid, values: yield* readLongValues(), atMs });
}

function nameOf(bytes: Buffer): string {
  if (bytes.length > mostName) throw new Unreadable(`a name of more than ${mostName} bytes`);
  return bytes.toString("utf8");
}
