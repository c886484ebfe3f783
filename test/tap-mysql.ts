import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** One packet: header and content. */
export function packet(sequence: number, ...parts: readonly (Buffer | string | number)[]): Buffer {
  const body = bytes(...parts);
  const header = Buffer.from([0, 0, 0, sequence]);
  header.writeUIntLE(body.length, 0, 3);
  return Buffer.concat([header, body]);
}

/** Bytes of texts, of single bytes and of what is bytes already. */
export function bytes(...parts: readonly (Buffer | string | number)[]): Buffer {
  return Buffer.concat(parts.map((part) => (typeof part === "number" ? Buffer.from([part]) : Buffer.from(part))));
}

export function int16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
}

export function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value >>> 0);
  return buffer;
}

/** A text with its length before it. */
export function text(value: string | Buffer): Buffer {
  const content = Buffer.from(value);
  if (content.length < 251) return bytes(content.length, content);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(content.length));
  return bytes(0xfe, length, content);
}

/** Capability bits that tests use. */
export const can = {
  mysql: 1,
  connectWithDb: 8,
  ssl: 0x800,
  protocol41: 0x200,
  secureConnection: 0x8000,
  multiStatements: 1 << 16,
  multiResults: 1 << 17,
  pluginAuth: 1 << 19,
  deprecateEof: 1 << 24,
  queryAttributes: 1 << 27,
};

/** What every client of the last twenty years can do. */
export const usual = can.mysql | can.protocol41 | can.secureConnection | can.multiResults | can.pluginAuth;

const scramble = Buffer.from("abcdefghijklmnopqrst", "latin1");

/** The first packet of a MySQL 8. */
export function greeting(capabilities: number, plugin = "caching_sha2_password"): Buffer {
  return packet(
    0,
    10,
    "8.4.0\0",
    int32(7),
    scramble.subarray(0, 8),
    0,
    int16(capabilities & 0xffff),
    255,
    int16(2),
    int16(capabilities >>> 16),
    21,
    Buffer.alloc(10),
    scramble.subarray(8),
    0,
    `${plugin}\0`,
  );
}

/** A client's answer to a greeting, of a user without a password. */
export function answerTo(capabilities: number, user = "raw", extended = 0): Buffer {
  return packet(
    1,
    int32(capabilities),
    int32(1 << 24),
    45,
    Buffer.alloc(19),
    int32(extended),
    `${user}\0`,
    0,
    ...((capabilities & can.pluginAuth) === 0 ? [] : ["mysql_native_password\0"]),
  );
}

export const ok = (sequence: number, { rows = 0, status = 2 } = {}) =>
  packet(sequence, 0, rows, 0, int16(status), int16(0));
export const eof = (sequence: number, status = 2) => packet(sequence, 0xfe, int16(0), int16(status));
export const failure = (sequence: number, number: number, code: string, message: string) =>
  packet(sequence, 0xff, int16(number), `#${code}${message}`);

/** Bytes of one direction, in the order in which they passed. */
export interface Piece {
  readonly from: "server" | "database";
  readonly bytes: Buffer;
}

/** Runs a script against a URL and gives what passed, connection by connection. */
export async function recordMysql(url: string, script: (url: string) => Promise<unknown>): Promise<Piece[][]> {
  const connections: Piece[][] = [];
  const { hostname, port } = new URL(url);
  const { server, at } = await listening((near) => {
    const pieces: Piece[] = [];
    connections.push(pieces);
    const far = connect(Number(port), hostname);
    for (const end of [near, far]) end.on("error", () => undefined);
    near.on("data", (bytes: Buffer) => pieces.push({ from: "server", bytes }));
    far.on("data", (bytes: Buffer) => pieces.push({ from: "database", bytes }));
    near.pipe(far).pipe(near);
  });
  const through = new URL(url);
  through.port = String(at);
  await script(through.href);
  server.close();
  return connections;
}

/** A server of this machine that hands its connections to `accept`. */
export async function listening(
  accept: (socket: Socket) => void,
): Promise<{ readonly server: Server; readonly at: number }> {
  const server = createServer(accept);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, at: (server.address() as AddressInfo).port };
}

/**
 * Logs in as `raw`, who has no password, sends all requests in one go and then goodbye; gives all that the database said after
 * its greeting.
 */
export async function rawMysql(
  url: string,
  capabilities: number,
  requests: readonly Buffer[],
  extended = 0,
): Promise<Buffer> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const came: Buffer[] = [];
  let all = Buffer.alloc(0);
  let answered = false;
  for await (const chunk of socket) {
    came.push(chunk as Buffer);
    all = Buffer.concat(came);
    if (answered || all.length < 4 + all.readUIntLE(0, 3)) continue;
    answered = true;
    socket.write(Buffer.concat([answerTo(capabilities, "raw", extended), ...requests, packet(0, 0x01)]));
  }
  return all.subarray(4 + all.readUIntLE(0, 3));
}
