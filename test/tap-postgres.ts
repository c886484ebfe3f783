import { once } from "node:events";
import type { Socket } from "node:net";
import pg from "pg";
import type { TapEvent, TappedStatement } from "../src/model/tap.ts";
import { openTap, type Tap } from "../src/observe/tap/open-tap.ts";

/** Network options of a test: this machine alone. */
export const testNet = {
  allowHosts: [],
  proxy: undefined,
  ca: undefined,
  clientCertificate: undefined,
  insecure: false,
};

/** A tap that remembers what passed. */
export interface TestTap extends Tap {
  readonly events: TapEvent[];
  statements(): TappedStatement[];
  /** Waits until an event of this type is there that `wanted` is true of. */
  seen<Type extends TapEvent["type"]>(
    type: Type,
    wanted?: (event: Extract<TapEvent, { type: Type }>) => boolean,
  ): Promise<Extract<TapEvent, { type: Type }>>;
}

/** Opens a tap on a free port of this machine. */
export async function openTestTap(upstream: string, net = testNet): Promise<TestTap> {
  const events: TapEvent[] = [];
  const noted = new EventTarget();
  const tap = await openTap({
    upstream,
    net,
    listen: { host: "127.0.0.1", port: 0 },
    now: () => performance.now(),
    note(event) {
      events.push(event);
      noted.dispatchEvent(new Event("noted"));
    },
  });
  return {
    ...tap,
    events,
    statements: () => events.flatMap((event) => (event.type === "statement" ? [event.statement] : [])),
    async seen(type, wanted = () => true) {
      for (;;) {
        for (const event of events) {
          if (event.type !== type) continue;
          const found = event as Extract<TapEvent, { type: typeof type }>;
          if (wanted(found)) return found;
        }
        await once(noted, "noted");
      }
    },
  };
}

/** A client that has logged in and now speaks the protocol byte by byte. */
export interface RawClient {
  readonly socket: Socket;
  /** Sends the messages in one write; resolves with all that came, to the end of the `ready`th ReadyForQuery from now. */
  exchange(messages: readonly Buffer[], ready: number): Promise<Buffer>;
  send(...messages: readonly Buffer[]): void;
  /** Resolves with what came so far once a message of this type is in it. */
  until(type: string): Promise<Buffer>;
  end(): void;
}

/** Logs in with the real driver, then takes its socket. */
export async function rawClient(url: string): Promise<RawClient> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.removeAllListeners("data");
  let came: Buffer = Buffer.alloc(0);
  let wake: () => void = () => undefined;
  stream.on("data", (chunk: Buffer) => {
    came = Buffer.concat([came, chunk]);
    wake();
  });
  stream.once("end", () => wake()).once("close", () => wake());
  const endOf = (type: string, count: number): number | undefined => {
    let left = count;
    for (const message of messagesOf(came)) {
      if (message.type === type) left -= 1;
      if (left === 0) return message.end;
    }
    return undefined;
  };
  const until = async (type: string, count: number): Promise<Buffer> => {
    for (;;) {
      const end = endOf(type, count);
      if (end !== undefined) {
        const taken = came.subarray(0, end);
        came = came.subarray(end);
        return taken;
      }
      if (stream.destroyed || stream.readableEnded) throw new Error("the connection ended");
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const send = (...messages: readonly Buffer[]) => void stream.write(Buffer.concat(messages));
  return {
    socket: stream,
    send,
    exchange(messages, ready) {
      send(...messages);
      return until("Z", ready);
    },
    until: (type) => until(type, 1),
    end: () => void stream.end(message("X")),
  };
}

/** Types and ends of the whole messages in `bytes`. */
export function messagesOf(bytes: Buffer): { readonly type: string; readonly end: number }[] {
  const found: { type: string; end: number }[] = [];
  for (let at = 0; at + 5 <= bytes.length; ) {
    const end = at + 1 + bytes.readInt32BE(at + 1);
    if (end > bytes.length) break;
    found.push({ type: String.fromCharCode(bytes[at] as number), end });
    at = end;
  }
  return found;
}

/** One message of the protocol. */
export function message(type: string, ...parts: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(`${part}\0`) : part)));
  return Buffer.concat([Buffer.from(type, "latin1"), int32(body.length + 4), body]);
}

export function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** The client's messages, by their names in the manual. */
export const wire = {
  query: (sql: string) => message("Q", sql),
  parse: (name: string, sql: string, types: readonly number[] = []) =>
    message("P", name, sql, int16(types.length), ...types.map(int32)),
  bind: (
    portal: string,
    statement: string,
    values: readonly (string | Buffer | null)[],
    formats: readonly number[] = [],
  ) =>
    message(
      "B",
      portal,
      statement,
      int16(formats.length),
      ...formats.map(int16),
      int16(values.length),
      ...values.flatMap((value) => {
        if (value === null) return [int32(-1)];
        const bytes = Buffer.from(value as string);
        return [int32(bytes.length), bytes];
      }),
      int16(0),
    ),
  describe: (of: "S" | "P", name: string) => message("D", Buffer.from(of), name),
  execute: (portal: string, most = 0) => message("E", portal, int32(most)),
  close: (of: "S" | "P", name: string) => message("C", Buffer.from(of), name),
  flush: () => message("H"),
  sync: () => message("S"),
  copyData: (data: string) => message("d", Buffer.from(data)),
  copyDone: () => message("c"),
  copyFail: (why: string) => message("f", why),
  /** Arguments and result as text. */
  call: (oid: number, values: readonly string[]) =>
    message(
      "F",
      int32(oid),
      int16(0),
      int16(values.length),
      ...values.flatMap((value) => [int32(Buffer.byteLength(value)), Buffer.from(value)]),
      int16(0),
    ),
};
