import { once } from "node:events";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { testCertificate } from "../../test/test-certificate.ts";
import type { AnswerHead, Exchange, GiveUp } from "./lean/exchange.ts";
import type { LeanNet } from "./lean/lean-net.ts";
import { limits } from "./limits.ts";
import { openLeanNet } from "./open-lean-net.ts";
import type { NetOptions } from "./options.ts";

const plain: NetOptions = {
  allowHosts: [],
  proxy: undefined,
  ca: undefined,
  clientCertificate: undefined,
  insecure: false,
};
const opened: { close(): unknown }[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const thing of opened.splice(0)) await thing.close();
});

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket.on("error", () => undefined)));
  opened.push({
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** A server of plain bytes: what it says to each request, by its number on its connection and of its connection. */
async function saying(say: (socket: Socket, request: number, connection: number) => void) {
  const seen = { connections: 0, text: "" };
  const server = createServer((socket) => {
    const connection = seen.connections++;
    let request = 0;
    socket.on("data", (bytes) => {
      seen.text += bytes;
      say(socket, request++, connection);
    });
  });
  return { net: open(`http://127.0.0.1:${await listen(server)}`), seen };
}

function open(url: string, changes: Partial<NetOptions> = {}): LeanNet {
  const net = openLeanNet(new URL(url), { ...plain, ...changes });
  opened.push(net);
  return net;
}

interface Told {
  readonly status?: number | undefined;
  readonly body?: string;
  readonly failed?: string;
  readonly unanswered?: boolean;
}

function ask(net: LeanNet, body = "{}", heard?: (over: GiveUp, exchange: Exchange) => void): Promise<Told> {
  return new Promise((resolve) => {
    let head: AnswerHead | undefined;
    let text = "";
    const exchange: Exchange = {
      begun: (over) => heard?.(over, exchange),
      head(begins) {
        head = begins;
      },
      body(piece) {
        text += piece.toString("latin1");
      },
      end: () => resolve({ status: head?.status, body: text }),
      failed: (cause, unanswered) => resolve({ failed: (cause as Error).message, unanswered }),
    };
    net.send(net.head("POST", "/mcp", ["X-Own", "a"]), body, exchange);
  });
}

const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

describe("a lean way out", () => {
  it("sends a request as it is written, again and again over one connection", async () => {
    const { net, seen } = await saying((socket) => socket.write(ok));
    for (let times = 0; times < 3; times++) expect(await ask(net, "\xc3\xa4")).toEqual({ status: 200, body: "ok" });
    expect([seen.connections, net.connections()]).toEqual([1, 1]);
    expect(seen.text).toContain("POST /mcp HTTP/1.1\r\nhost: 127.0.0.1:");
    expect(seen.text).toContain("\r\nX-Own: a\r\ncontent-length: 2\r\n\r\n\u00e4");
    await net.close();
    expect(net.connections()).toBe(0);
  });

  it("has a connection for each request at the same time, and keeps them", async () => {
    const waiting: Socket[] = [];
    const { net, seen } = await saying((socket) => {
      waiting.push(socket);
      if (waiting.length === 20) for (const each of waiting.splice(0)) each.write(ok);
    });
    for (let round = 0; round < 2; round++) {
      const all = await Promise.all(Array.from({ length: 20 }, () => ask(net)));
      expect(all.every(({ body }) => body === "ok")).toBe(true);
    }
    expect(seen.connections).toBe(20);
  });

  it.each([
    ["says so", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"],
    ["sends more than was asked for", `${ok}${ok}`],
    ["answers until its end", "HTTP/1.1 200 OK\r\n\r\nok"],
  ])("uses no connection again that %s", async (_how, answer) => {
    const { net, seen } = await saying((socket) => {
      socket.write(answer);
      if (!answer.includes("Length")) socket.end();
    });
    expect(await ask(net)).toEqual({ status: 200, body: "ok" });
    expect(await ask(net)).toEqual({ status: 200, body: "ok" });
    expect(seen.connections).toBe(2);
  });

  it("lets go of a connection before the server does", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "performance"] });
    const { net } = await saying((socket) =>
      socket.write("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=7\r\nContent-Length: 2\r\n\r\nok"),
    );
    await ask(net);
    vi.advanceTimersByTime(4_000);
    expect(net.connections()).toBe(1);
    vi.advanceTimersByTime(2_000);
    expect(net.connections()).toBe(0);
  });

  it("ends a connection on which something is said that nobody asked for", async () => {
    const { net, seen } = await saying((socket, request) => {
      socket.write(ok);
      if (request === 0) setImmediate(() => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"));
    });
    await ask(net);
    await expect.poll(() => net.connections()).toBe(0);
    expect(await ask(net)).toMatchObject({ body: "ok" });
    expect(seen.connections).toBe(2);
  });

  it("tells a connection that was just being closed from one that never answered", async () => {
    const { net } = await saying((socket, request, connection) => {
      if (connection === 0 && request === 0) socket.write(ok);
      else if (connection === 2) socket.end("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nok");
      else socket.end();
    });
    await ask(net);
    expect(await ask(net)).toEqual({ failed: "other side closed", unanswered: true });
    expect(await ask(net)).toEqual({ failed: "other side closed", unanswered: false });
    expect(await ask(net)).toEqual({ failed: "other side closed", unanswered: false });
  });

  it.each([
    ["headers without end", `HTTP/1.1 200 OK\r\nA: ${"x".repeat(2 * limits.headerBytes)}`],
    ["no HTTP", "hello\r\n\r\n"],
  ])("gives up on %s", async (_what, answer) => {
    const { net } = await saying((socket) => socket.write(answer));
    expect((await ask(net)).failed).toContain("an answer");
    expect(net.connections()).toBe(0);
  });

  it("tells nothing more of a request that was given up, and closes its connection", async () => {
    const closed: Promise<unknown>[] = [];
    const { net } = await saying((socket) => void closed.push(once(socket, "close")));
    let over: GiveUp | undefined;
    let given: Exchange | undefined;
    let told: Told | undefined;
    void ask(net, "{}", (to, exchange) => {
      over = to;
      given = exchange;
    }).then((came) => {
      told = came;
    });
    await expect.poll(() => closed.length).toBe(1);
    over?.giveUp(given as Exchange);
    await closed[0];
    expect([net.connections(), told]).toEqual([0, undefined]);
    // Who gave up has no say in what goes over the next.
    const next = ask(net);
    over?.giveUp(given as Exchange);
    await expect.poll(() => closed.length).toBe(2);
    expect(net.connections()).toBe(1);
    await net.close();
    expect((await next).failed).toContain("closed by us");
  });

  it("can be given up before there is a connection", async () => {
    const { net, seen } = await saying((socket) => socket.write(ok));
    void ask(net, "{}", (over, exchange) => over.giveUp(exchange));
    expect(net.connections()).toBe(0);
    expect((await ask(net)).body).toBe("ok");
    expect(seen.text.match(/POST/g)?.length).toBe(1);
  });

  it("says why there is no connection, and sends nothing once it is closed", async () => {
    const server = createServer();
    const port = await listen(server);
    server.close();
    const net = open(`http://127.0.0.1:${port}`);
    expect(await ask(net)).toMatchObject({ failed: expect.stringContaining("ECONNREFUSED"), unanswered: false });
    await net.close();
    expect((await ask(net)).failed).toContain("closed by us");
  });

  it("keeps to the allowed hosts, and finds any name under localhost on this machine", async () => {
    expect(() => open("http://example.com")).toThrow(expect.objectContaining({ code: "host-not-allowed" }));
    const port = await listen(createHttpServer((request, response) => response.end(request.headers.host)));
    const host = `nowhere.to.be.found.localhost:${port}`;
    expect((await ask(open(`http://${host}`))).body).toBe(host);
  });

  it("trusts a server by --ca or --insecure and not otherwise, and shows a certificate", async () => {
    const options = { ...testCertificate, ca: testCertificate.cert, requestCert: true, rejectUnauthorized: true };
    const answer: RequestListener = (_request, response) => response.end("x".repeat(200_000));
    const url = `https://localhost:${await listen(createTlsServer(options, answer))}`;
    const ca = testCertificate.cert;
    expect((await ask(open(url))).failed).toContain("self-signed");
    expect((await ask(open(url, { ca }))).failed).toBeDefined();
    for (const trust of [{ ca }, { insecure: true }]) {
      const net = open(url, { ...trust, clientCertificate: testCertificate });
      for (let times = 0; times < 2; times++) expect((await ask(net)).body?.length).toBe(200_000);
      expect(net.connections()).toBe(1);
    }
  });

  it("goes through a proxy in the usual way", async () => {
    let asked = 0;
    const server = createHttpServer((request, response) => {
      asked += 1;
      if (asked === 2) request.socket.destroy();
      else request.resume().on("end", () => response.end("through"));
    });
    const port = await listen(server);
    const proxy = createHttpServer().on("connect", (_request, socket) => {
      const target = connect(port, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        target.pipe(socket).pipe(target);
      });
      target.on("error", () => socket.destroy());
      socket.on("error", () => target.destroy());
    });
    const changes = { proxy: `http://127.0.0.1:${await listen(proxy)}`, allowHosts: ["mcp.example.com"] };
    const net = open("http://mcp.example.com", changes);
    expect(await ask(net)).toEqual({ status: 200, body: "through" });
    expect(await ask(net)).toMatchObject({ unanswered: true });
    expect(await ask(net)).toEqual({ status: 200, body: "through" });
    void ask(net, "{}", (over, exchange) => over.giveUp(exchange));
    await expect.poll(() => net.connections()).toBe(0);
    expect(() => open("http://other.example.com", changes)).toThrow();
  });
});
