import { constants, generateKeyPairSync, privateDecrypt } from "node:crypto";
import { once } from "node:events";
import { connect, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";
import mysql from "mysql2/promise";
import { afterEach, expect, it } from "vitest";
import { bytes, can, greeting, int16, int32, listening, ok, packet, usual } from "../../../../test/tap-mysql.ts";
import { openTestTap, testNet } from "../../../../test/tap-postgres.ts";
import { testCertificate } from "../../../../test/test-certificate.ts";

const compress = 0x20;
const zstd = 1 << 26;
const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const scramble = Buffer.from("abcdefghijklmnopqrst");
const password = "correct horse";

const servers: Server[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

interface Said {
  readonly sequence: number;
  readonly content: Buffer;
}

/** What a MySQL 8 says and wants as far as this test goes; there is no real one among the fixtures. */
async function mysql8(how: {
  readonly capabilities: number;
  readonly login: "at once" | "remembered" | "full";
  readonly plugin?: string;
}): Promise<{ readonly url: string; readonly faults: string[]; readonly overTls: boolean[] }> {
  const faults: string[] = [];
  const overTls: boolean[] = [];
  const { server, at } = await listening((socket) => {
    sockets.push(socket);
    socket.on("error", () => undefined);
    void talk(socket).catch((cause: Error) => faults.push(cause.message));
  });
  servers.push(server);
  return { url: `mysql://u:${encodeURIComponent(password)}@127.0.0.1:${at}/d`, faults, overTls };

  async function talk(plain: Socket): Promise<void> {
    let stream: Duplex = plain;
    stream.write(greeting(how.capabilities, how.plugin));
    let { next, rest } = reader(stream);
    let answer = await next(1);
    let sequence = 1;
    if (answer.content.length === 32) {
      plain.removeAllListeners("data").removeAllListeners("end").pause();
      // The client need not wait before it begins.
      if (rest().length > 0) plain.unshift(rest());
      stream = new TLSSocket(plain, { isServer: true, ...testCertificate });
      ({ next, rest } = reader(stream));
      answer = await next(2);
      sequence = 2;
    }
    overTls.push(stream !== plain);
    const flagged = (answer.content.readUInt32LE() & can.ssl) !== 0;
    if (flagged !== (stream !== plain)) faults.push("the flag of TLS does not fit");
    const say = (...parts: (Buffer | string | number)[]) => {
      sequence += 1;
      stream.write(packet(sequence, ...parts));
    };
    const hear = async () => {
      sequence += 1;
      return (await next(sequence)).content;
    };
    if (how.login === "remembered") say(1, 3);
    if (how.login === "full") {
      say(1, 4);
      const wish = await hear();
      if (!wish.equals(bytes(2))) faults.push(`wanted ${wish.toString("hex")}`);
      say(1, keys.publicKey.export({ type: "spki", format: "pem" }).toString());
      const hidden = privateDecrypt(
        { key: keys.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" },
        await hear(),
      );
      const clear = hidden.map((byte, place) => byte ^ (scramble[place % scramble.length] ?? 0)).toString();
      if (clear !== `${password}\0`) faults.push("another password");
    }
    say(0, 0, 0, int16(2), int16(0));
    for (;;) {
      const { content } = await next(0);
      if (content[0] === 1) break;
      const places = content[0] === 0x16 ? content.toString().split("?").length - 1 : 0;
      if (content[0] !== 0x16) stream.write(ok(1, { rows: 1 }));
      else {
        stream.write(packet(1, 0, int32(9), int16(0), int16(places), 0, int16(0)));
        for (let place = 0; place < places; place += 1) stream.write(definition(2 + place));
      }
      if (places > 0 && (how.capabilities & can.deprecateEof) === 0)
        stream.write(packet(2 + places, 0xfe, int16(0), int16(2)));
    }
    stream.end();
  }

  /** Fails for a packet of another number than the one expected. */
  function reader(stream: Duplex) {
    let came: Buffer = Buffer.alloc(0);
    let wake: () => void = () => undefined;
    stream.on("data", (chunk: Buffer) => {
      came = Buffer.concat([came, chunk]);
      wake();
    });
    stream.on("end", () => wake());
    return {
      rest: () => came,
      next: async (sequence: number): Promise<Said> => {
        while (came.length < 4 || came.length < 4 + came.readUIntLE(0, 3)) {
          if (stream.readableEnded) throw new Error("gone");
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        const size = 4 + came.readUIntLE(0, 3);
        const said = { sequence: came[3] ?? -1, content: came.subarray(4, size) };
        came = came.subarray(size);
        if (said.sequence !== sequence) faults.push(`packet ${said.sequence} instead of ${sequence}`);
        return said;
      },
    };
  }
}

function definition(sequence: number): Buffer {
  const column = ["\x03def", 0, 0, 0, "\x01?", 0, 0x0c, int16(63), int32(0), 0xfd, int16(0), 0, int16(0)];
  return packet(sequence, ...column);
}

const modern = usual | can.ssl | compress | zstd | can.queryAttributes | can.connectWithDb | (1 << 21);

it("the greeting loses TLS and compression and no other bit", async () => {
  const database = await mysql8({ capabilities: modern, login: "at once" });
  const tap = await openTestTap(database.url);
  const socket = connect(tap.port, tap.host);
  const [came] = (await once(socket, "data")) as [Buffer];
  socket.destroy();
  expect(came).toEqual(greeting(modern & ~(can.ssl | compress | zstd)));
  await tap.seen("closed");
  await tap.close();
});

it.each([
  ["remembered", undefined],
  ["full", undefined],
  ["remembered", "tls"],
  ["at once", "tls"],
] as const)("a login by caching_sha2_password, %s, %s; attributes and bind values", async (login, tls) => {
  const database = await mysql8({ capabilities: modern, login });
  const upstream = tls === undefined ? database.url : `${database.url}?ssl=true`;
  const tap = await openTestTap(upstream, { ...testNet, insecure: tls !== undefined });
  const client = await mysql.createConnection({ uri: tap.url });
  await client.query({ sql: "select 1", attributes: { trace: "canary", n: 5 } } as mysql.QueryOptions);
  await client.query("select 2");
  await client.execute("select ?, ?", ["a", null]);
  await client.execute({ sql: "select ?, ?", values: ["b", 2], attributes: { trace: "x" } } as mysql.QueryOptions);
  await client.end();
  await tap.seen("closed");
  expect(database.faults).toEqual([]);
  expect(database.overTls).toEqual([tls !== undefined]);
  expect(tap.statements().map(({ text, binds, rows }) => [text, binds, rows])).toEqual([
    ["select 1", ["canary", "5"], 1],
    ["select 2", [], 1],
    ["select ?, ?", ["a", null], 1],
    ["select ?, ?", ["b", "2", "x"], 1],
  ]);
  expect(tap.events.filter(({ type }) => type === "trouble")).toEqual([]);
  expect(JSON.stringify(tap.events)).not.toContain(password);
  await tap.close();
});

it("full authentication over TLS cannot be carried, which is said", async () => {
  const database = await mysql8({ capabilities: modern, login: "full" });
  const tap = await openTestTap(`${database.url}?ssl=true`, { ...testNet, insecure: true });
  const client = await mysql.createConnection({ uri: tap.url });
  client.destroy();
  expect(await tap.seen("trouble")).toMatchObject({ text: expect.stringContaining("caching_sha2_password") });
  await tap.close();
});

it("a database without TLS, and one whose certificate is not trusted, are refused when TLS is asked for", async () => {
  const without = await mysql8({ capabilities: modern & ~can.ssl, login: "at once" });
  const unknown = await mysql8({ capabilities: modern, login: "at once" });
  for (const [database, why] of [
    [without, /has no TLS: leave ssl out/],
    [unknown, /over TLS: .*(self-signed|unable to verify)/],
  ] as const) {
    const tap = await openTestTap(`${database.url}?ssl=true`);
    await expect(mysql.createConnection({ uri: tap.url })).rejects.toMatchObject({
      errno: 2026,
      sqlState: "08S01",
      message: expect.stringMatching(why),
    });
    expect(await tap.seen("trouble")).toMatchObject({ text: expect.stringMatching(why) });
    expect(await tap.seen("closed")).toMatchObject({ by: "database" });
    await tap.close();
  }
});

it("a client that leaves, and a database that does, during a login over TLS hold nobody", async () => {
  const database = await mysql8({ capabilities: modern, login: "at once" });
  const tap = await openTestTap(`${database.url}?ssl=true`, { ...testNet, insecure: true });
  const early = connect(tap.port, tap.host);
  await once(early, "data");
  early.destroy();
  expect(await tap.seen("closed")).toMatchObject({ connection: "c1", by: "server" });
  const stays = connect(tap.port, tap.host);
  await once(stays, "data");
  for (const socket of sockets.splice(0)) socket.destroy();
  await once(stays, "close");
  expect(await tap.seen("closed", ({ connection }) => connection === "c2")).toMatchObject({ by: "database" });
  await expect.poll(() => tap.connections()).toBe(0);
  await tap.close();
});
