import { describe, expect, it } from "vitest";
import { limits } from "../limits.ts";
import { headReader, type ResponseHead } from "./response-head.ts";
import { ResponseReader } from "./response-reader.ts";

/** What was told of one response: its head, its body, whether it is whole, and whether bytes were left over. */
function reading() {
  const told: { head?: ResponseHead; body: string; ended?: boolean; surplus?: boolean; last: boolean } = {
    body: "",
    last: false,
  };
  const sink = {
    head(head: ResponseHead) {
      told.head = head;
    },
    body(piece: Buffer, last: boolean) {
      told.body += piece.toString("latin1");
      told.last = last;
    },
    ended(surplus: boolean) {
      told.ended = true;
      told.surplus = surplus;
    },
  };
  const reader = new ResponseReader(sink, headReader());
  reader.expect();
  return { told, reader };
}

/** Bytes at the beginning of a larger buffer in which older ones still stand. */
function take(reader: ResponseReader, text: string): void {
  const buffer = Buffer.from(`${text}\r\n\r\nolder\r\n\r\n`, "latin1");
  reader.push(buffer, text.length);
}

function read(text: string) {
  const { told, reader } = reading();
  take(reader, text);
  return told;
}

const counted = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\nhello";
const chunked =
  'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5;name="a"\r\nhello\r\n00C\r\n, wide world\r\n0\r\nTrailer: x\r\n\r\n';

describe("a response", () => {
  it("is read by its length", () => {
    const told = read(counted);
    expect(told).toMatchObject({ body: "hello", ended: true, surplus: false, last: true });
    expect(told.head?.get("content-type")).toBe("application/json");
    expect(read("HTTP/1.1 200 OK\r\nA:\t b c\t \r\nContent-Length:0\r\n\r\n").head?.get("a")).toBe("b c");
    expect(told.head?.all()).toEqual({ "content-type": "application/json", "content-length": "5" });
  });

  it("is read by its chunks", () => {
    expect(read(chunked)).toMatchObject({ body: "hello, wide world", ended: true, surplus: false });
  });

  it("is read to the end of the connection where nothing else is said", () => {
    const { told, reader } = reading();
    take(reader, "HTTP/1.1 200 OK\r\n\r\nhel");
    take(reader, "lo");
    expect(told.ended).toBeUndefined();
    expect(reader.close()).toBe(true);
    expect(told).toMatchObject({ body: "hello", ended: true });
  });

  it("may come after others that are not it", () => {
    expect(read(`HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n${counted}`)).toMatchObject({
      body: "hello",
      ended: true,
    });
  });

  it.each([counted, chunked])("is the same in whatever pieces it comes", (text) => {
    const whole = read(text);
    for (let at = 1; at < text.length; at++) {
      const { told, reader } = reading();
      take(reader, text.slice(0, at));
      take(reader, text.slice(at));
      expect([told.body, told.ended, told.surplus]).toEqual([whole.body, true, false]);
    }
    const { told, reader } = reading();
    for (const byte of text) take(reader, byte);
    expect([told.body, told.ended]).toEqual([whole.body, true]);
  });

  it.each([204, 304])("with status %d has no body", (status) => {
    expect(read(`HTTP/1.1 ${status} x\r\nContent-Length: 5\r\n\r\n`)).toMatchObject({ body: "", ended: true });
  });

  it("may have an empty body, and no reason", () => {
    expect(read("HTTP/1.1 202 \r\nContent-Length: 0\r\n\r\n")).toMatchObject({ body: "", ended: true });
    expect(read("HTTP/1.1 202\r\nContent-Length: 0\r\n\r\n").head?.status).toBe(202);
  });

  it.each([`${counted}HTTP/1.1 200 OK`, `${chunked}x`, "HTTP/1.1 202 \r\nContent-Length: 0\r\n\r\nx"])(
    "with more than itself says so",
    (text) => {
      expect(read(text)).toMatchObject({ ended: true, surplus: true });
    },
  );

  it("is not whole where the connection ends early", () => {
    for (const text of [counted, chunked]) {
      const { told, reader } = reading();
      take(reader, text.slice(0, -1));
      expect(reader.close()).toBe(false);
      expect(told.ended).toBeUndefined();
    }
  });

  it("is told no further where nobody listens any more", () => {
    const { told, reader } = reading();
    take(reader, counted.slice(0, -3));
    reader.stop();
    take(reader, "llo");
    expect(told).toMatchObject({ body: "he" });
    expect(told.ended).toBeUndefined();
  });
});

describe("what is no response", () => {
  const head = (lines: string): string => `HTTP/1.1 200 OK\r\n${lines}\r\n\r\n`;
  it.each([
    ["another protocol", "SSH-2.0-OpenSSH_9.6\r\n\r\n"],
    ["another version", "HTTP/2 200\r\n\r\n"],
    ["a status that is none", "HTTP/1.1 999 x\r\n\r\n"],
    ["another protocol from here on", "HTTP/1.1 101 x\r\nUpgrade: y\r\n\r\n"],
    ["a line without a name", head("hello")],
    ["a name with a space", head("Content-Length : 5")],
    ["a line that goes on", head("A: b\r\n c: d")],
    ["a line that ends twice", head("A: b\nContent-Length: 5")],
    ["a zero byte", head("A: b\0")],
    ["two lengths", head("Content-Length: 5\r\nContent-Length: 6")],
    ["a length that is none", head("Content-Length: -5")],
    ["a length beyond all", head("Content-Length: 99999999999999999999")],
    ["a length and chunks", head("Content-Length: 5\r\nTransfer-Encoding: chunked")],
    ["another coding", head("Transfer-Encoding: gzip, chunked")],
    ["a chunk without a size", `${head("Transfer-Encoding: chunked")}\r\n`],
    ["a chunk with a size that is none", `${head("Transfer-Encoding: chunked")}-5\r\n`],
    ["a chunk larger than any", `${head("Transfer-Encoding: chunked")}${"f".repeat(20)}\r\n`],
    ["a chunk that does not end", `${head("Transfer-Encoding: chunked")}1\r\naXX`],
    ["a chunk line without its return", `${head("Transfer-Encoding: chunked")}5;a\nhello`],
    ["headers without end", `HTTP/1.1 200 OK\r\nA: ${"x".repeat(limits.headerBytes)}`],
    ["other responses without end", "HTTP/1.1 100 Continue\r\n\r\n".repeat(2_000)],
    ["an extension without end", `${head("Transfer-Encoding: chunked")}5;${"x".repeat(limits.headerBytes + 1)}`],
    ["a trailer without end", `${head("Transfer-Encoding: chunked")}0\r\n${"A: b\r\n".repeat(4_000)}`],
  ])("is refused: %s", (_what, text) => {
    expect(() => read(text)).toThrow();
    // In pieces as well.
    expect(() => {
      const { reader } = reading();
      for (let at = 0; at < text.length; at += 997) take(reader, text.slice(at, at + 997));
    }).toThrow();
  });

  it.each([
    ["a line of blanks", `A:${" ".repeat(16_000)}\0`],
    ["blanks in the middle", `A: b${" \t".repeat(8_000)}c`],
    ["blanks in what is said of the connection", `Connection: a${" ".repeat(16_000)}b`],
  ])("does not take long: %s", (_what, line) => {
    const began = performance.now();
    try {
      read(head(`${line}\r\nContent-Length: 0`));
    } catch {}
    expect(performance.now() - began).toBeLessThan(100);
  });

  it("may say the same length twice", () => {
    expect(read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello").ended).toBe(true);
  });
});

describe("how long a connection is kept", () => {
  const keep = (lines: string, version = "1.1"): number | undefined =>
    read(`HTTP/${version} 200 OK\r\nContent-Length: 0\r\n${lines}\r\n`).head?.keepMs;
  it.each([
    ["", "1.1", 4_000],
    ["Connection: close\r\n", "1.1", 0],
    ["Connection: Keep-Alive\r\nKeep-Alive: timeout=5\r\n", "1.1", 3_000],
    ["Keep-Alive: max=10, timeout=120\r\n", "1.1", 118_000],
    ["Keep-Alive: timeout=1\r\n", "1.1", 0],
    ["", "1.0", 0],
    ["Connection: keep-alive\r\n", "1.0", 4_000],
  ])("%j in HTTP/%s", (lines, version, ms) => {
    expect(keep(lines, version)).toBe(ms);
  });

  it("is not at all where the end of the connection is the end of the body", () => {
    expect(read("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5\r\n\r\n").head?.keepMs).toBe(0);
  });
});
