import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type PipeEnded, type PipeEnds, pipe } from "./pipe.ts";

let server: Server;
const sockets: Socket[] = [];

beforeEach(async () => {
  server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => {
  vi.useRealTimers();
  for (const socket of sockets.splice(0)) socket.destroy();
  server.close();
});

/** Two connected sockets: one for the pipe, and the far end of it. */
async function pair(): Promise<{ readonly near: Socket; readonly far: Socket }> {
  const accepted = once(server, "connection");
  const far = connect({ port: (server.address() as AddressInfo).port, host: "127.0.0.1", allowHalfOpen: true });
  const [near] = (await accepted) as [Socket];
  for (const socket of [near, far]) socket.on("error", () => undefined);
  sockets.push(near, far);
  return { near, far };
}

const silently = { fromServer: () => undefined, fromDatabase: () => undefined, blind: () => undefined };

async function joined(looks: Partial<PipeEnds> = {}) {
  const [left, right] = [await pair(), await pair()];
  const closing = new AbortController();
  const ended = pipe({
    server: left.near,
    database: right.near,
    signal: closing.signal,
    ...silently,
    ...looks,
  });
  return { server: left.far, database: right.far, near: [left.near, right.near] as const, ended, closing };
}

/** Everything up to the end; the socket stays open for writing. */
async function all(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => socket.once("end", resolve));
  return Buffer.concat(chunks);
}

const inOrder = (by: PipeEnded["by"]): PipeEnded => ({ by, why: undefined });

it("passes all bytes in both directions and shows them, through a half-closed connection too", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 5_000 }), { maxLength: 8 }), async (chunks) => {
      const seen: Buffer[] = [];
      const ends = await joined({ fromServer: (chunk) => seen.push(Buffer.from(chunk)) });
      const sent = Buffer.concat(chunks);
      const answer = Buffer.from("the answer comes after the question ended");
      const asked = all(ends.database).then((bytes) => {
        ends.database.end(answer);
        return bytes;
      });
      const answered = all(ends.server);
      for (const chunk of chunks) ends.server.write(chunk);
      ends.server.end();
      expect(await asked).toEqual(sent);
      expect(await answered).toEqual(answer);
      expect(await ends.ended).toEqual(inOrder("server"));
      expect(Buffer.concat(seen)).toEqual(sent);
    }),
    { numRuns: 20 },
  );
});

it("holds no more than the streams themselves do for an end that does not read", async () => {
  const ends = await joined();
  const chunk = Buffer.alloc(1024 * 1024, 7);
  let written = 0;
  while (written < 200 && (ends.server.write(chunk) || (await flows(ends.server)))) written += 1;
  expect(written).toBeLessThan(100);
  expect(ends.near[1].writableLength).toBeLessThan(1024 * 1024);
  ends.server.end();
  const read = await all(ends.database);
  expect(read.length).toBe((written + 1) * chunk.length);
  ends.database.end();
  expect(await ends.ended).toEqual(inOrder("server"));
});

/** Whether a full socket takes more after a while. */
async function flows(socket: Socket): Promise<boolean> {
  for (let turns = 0; turns < 2_000; turns += 1) {
    if (!socket.writableNeedDrain) return true;
    await turn();
  }
  return false;
}

it("goes on when a look throws, says so once and looks no more", async () => {
  const blind = vi.fn();
  const fromServer = vi.fn(() => {
    throw new Error("a bug");
  });
  const fromDatabase = vi.fn();
  const ends = await joined({ blind, fromServer, fromDatabase });
  ends.server.write("one");
  await once(ends.database, "data");
  ends.database.write("two");
  await once(ends.server, "data");
  ends.server.end("three");
  expect((await all(ends.database)).toString()).toBe("three");
  ends.database.end();
  expect(await ends.ended).toEqual(inOrder("server"));
  expect(blind).toHaveBeenCalledOnce();
  expect(fromServer).toHaveBeenCalledOnce();
  expect(fromDatabase).not.toHaveBeenCalled();
});

it("delivers what a broken end has said before it destroys the other", async () => {
  const ends = await joined();
  ends.database.write("last words");
  await once(ends.near[1], "data");
  ends.database.resetAndDestroy();
  expect((await all(ends.server)).toString()).toBe("last words");
  expect(await ends.ended).toEqual({ by: "database", why: "read ECONNRESET" });
  expect(ends.near.every(({ destroyed }) => destroyed)).toBe(true);
});

it("waits only so long for an end that stays open and silent after the other closed its half", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const ends = await joined();
  ends.server.end();
  await once(ends.database.resume(), "end");
  await vi.advanceTimersByTimeAsync(9_000);
  ends.database.write("still here");
  await once(ends.server, "data");
  await vi.advanceTimersByTimeAsync(9_000);
  expect(ends.near[1].destroyed).toBe(false);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await ends.ended).toEqual(inOrder("server"));
});

it("does not wait for ever for an end to take its last bytes", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { near } = await pair();
  const stuck = new Duplex({ read: () => undefined, write: () => undefined });
  const ended = pipe({ ...silently, server: stuck, database: near, signal: new AbortController().signal });
  stuck.write("this never gets through");
  near.destroy();
  await new Promise((resolve) => near.once("close", resolve));
  await vi.advanceTimersByTimeAsync(1_900);
  expect(stuck.destroyed).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(await ended).toEqual(inOrder("database"));
});

it("ends both at once when it is aborted", async () => {
  const { ended, closing, near } = await joined();
  closing.abort();
  expect(await ended).toEqual(inOrder("tap"));
  expect(near.every(({ destroyed }) => destroyed)).toBe(true);
});

it("ends at once what was dead before it began", async () => {
  const [left, right] = [await pair(), await pair()];
  const gone = new Promise((resolve) => right.near.once("close", resolve));
  right.near.destroy(new Error("gone before"));
  await gone;
  const ends = { server: left.near, database: right.near, signal: new AbortController().signal };
  const late = await pipe({ ...silently, ...ends });
  expect(late).toEqual({ by: "database", why: "gone before" });
  expect(left.near.destroyed).toBe(true);
});
