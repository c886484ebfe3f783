import type { TransactionState } from "../../../model/tap.ts";
import { Cursor } from "./cursor.ts";
import type { Messages } from "./framer.ts";
import { Unreadable } from "./reading.ts";

/** What the database answers, as far as statements go. */
export type Reply =
  | { readonly kind: "parsed" | "bound" | "closed" | "described" | "empty" | "suspended" | "copy" }
  /** `rows` is undefined where the tag has no number. */
  | { readonly kind: "complete"; readonly rows: number | undefined }
  | { readonly kind: "parameters"; readonly types: readonly number[] }
  | { readonly kind: "error"; readonly code: string; readonly message: string; readonly fatal: boolean }
  | { readonly kind: "ready"; readonly transaction: TransactionState };

/** Bytes of one reply that are read; texts of errors are kept as far as this goes. */
const mostBytes = 8 * 1024;
const mostTypes = 1_000;

const types = {
  row: 0x44, // D
  complete: 0x43, // C
  ready: 0x5a, // Z
  error: 0x45, // E
  parameters: 0x74, // t
} as const;

/** Those that say all by being there: of row descriptions no more is wanted. */
const plain = new Map<number, Reply>([
  [0x31, { kind: "parsed" }],
  [0x32, { kind: "bound" }],
  [0x33, { kind: "closed" }],
  [0x54, { kind: "described" }], // T: RowDescription
  [0x6e, { kind: "described" }], // n: NoData
  [0x49, { kind: "empty" }],
  [0x73, { kind: "suspended" }],
  [0x47, { kind: "copy" }], // G: CopyInResponse
  [0x57, { kind: "copy" }], // W: CopyBothResponse
]);

/**
 * NotificationResponse, CopyOutResponse, BackendKeyData, NoticeResponse, authentication, ParameterStatus,
 * FunctionCallResponse (ReadyForQuery says that it is over), CopyDone, CopyData, NegotiateProtocolVersion.
 */
const ofNoInterest = new Set([..."AHKNRSVcdv"].map((letter) => letter.charCodeAt(0)));

/** Reads what a database sends. Rows and copied data are counted and passed over, never held. */
export function replies(rows: (count: number) => void, give: (reply: Reply) => void): Messages {
  const cursor = new Cursor();
  return {
    counted: types.row,
    count: rows,
    begin(type, bytes) {
      const said = plain.get(type);
      if (said !== undefined) {
        give(said);
        return undefined;
      }
      switch (type) {
        case types.complete:
        case types.ready:
        case types.error:
        case types.parameters:
          return Math.min(bytes, mostBytes);
        default:
          if (ofNoInterest.has(type)) return undefined;
          throw new Unreadable(`a message of the unknown type ${type} from the database`);
      }
    },
    body(type, chunk, at, end) {
      if (type === types.complete) give({ kind: "complete", rows: rowsOf(chunk, at, end) });
      else if (type === types.ready) give(readyFor(chunk[at], end - at));
      else if (type === types.error) give(errorOf(chunk.toString("utf8", at, end)));
      else give({ kind: "parameters", types: typesOf(cursor.over(chunk, at, end)) });
    },
  };
}

/** The number at the end of a command tag, such as `INSERT 0 5`. */
function rowsOf(bytes: Buffer, at: number, end: number): number | undefined {
  let rows = 0;
  let unit = 1;
  for (let place = end - 2; place >= at; place -= 1) {
    const digit = (bytes[place] as number) - 0x30;
    if (digit < 0 || digit > 9) return unit > 1 && digit === 0x20 - 0x30 ? rows : undefined;
    rows += digit * unit;
    unit *= 10;
  }
  return undefined;
}

const states = new Map<number | undefined, Reply>([
  [0x49, { kind: "ready", transaction: "idle" }],
  [0x54, { kind: "ready", transaction: "open" }],
  [0x45, { kind: "ready", transaction: "failed" }],
]);

function readyFor(state: number | undefined, bytes: number): Reply {
  const ready = states.get(state);
  if (ready === undefined || bytes !== 1) throw new Unreadable("a ReadyForQuery without a state");
  return ready;
}

function typesOf(cursor: Cursor): number[] {
  const found: number[] = [];
  for (let left = Math.min(cursor.int16(), mostTypes); left > 0; left -= 1) found.push(cursor.int32() >>> 0);
  return found;
}

function errorOf(text: string): Reply {
  const fields = new Map(text.split("\0").map((field) => [field[0], field.slice(1)]));
  // V is the severity in English, which servers before 9.6 do not send.
  const severity = fields.get("V") ?? fields.get("S") ?? "";
  const fatal = severity === "FATAL" || severity === "PANIC";
  return { kind: "error", code: fields.get("C") ?? "", message: fields.get("M") ?? "", fatal };
}
