import { createServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { testCertificate } from "../../test/test-certificate.ts";
import { type Net, openNet } from "./open-net.ts";
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
  for (const thing of opened.splice(0)) await thing.close();
});

function net(changes: Partial<NetOptions> = {}): Net {
  const made = openNet({ ...plain, ...changes });
  opened.push(made);
  return made;
}

async function listen(server: Server): Promise<number> {
  opened.push(server, { close: () => server.closeAllConnections() });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

describe("the guarded way out", () => {
  test("connects any name under localhost to this machine", async () => {
    const port = await listen(createServer((request, response) => response.end(request.headers.host)));
    const response = await net().fetch(`http://nowhere.to.be.found.localhost:${port}/`);
    expect(await response.text()).toBe(`nowhere.to.be.found.localhost:${port}`);
  });

  test("refuses other hosts before a connection is made, by fetch and by dispatcher", async () => {
    await expect(net().fetch("http://example.com/")).rejects.toMatchObject({ code: "host-not-allowed" });
    const request = net().dispatcher.request({ origin: "http://10.1.2.3", path: "/", method: "GET" });
    await expect(request).rejects.toMatchObject({ code: "host-not-allowed" });
  });

  test("never follows a redirect", async () => {
    const asked: (string | undefined)[] = [];
    const port = await listen(
      createServer((request, response) => {
        asked.push(request.url);
        response.writeHead(302, { location: "/elsewhere" }).end();
      }),
    );
    const response = await net().fetch(`http://127.0.0.1:${port}/first`, { redirect: "follow" });
    expect([response.status, asked]).toEqual([302, ["/first"]]);
  });

  test("trusts a server by --ca or --insecure, and not otherwise", async () => {
    const port = await listen(createTlsServer(testCertificate, (_request, response) => response.end("secret")));
    const url = `https://localhost:${port}/`;
    await expect(net().fetch(url)).rejects.toMatchObject({ cause: { code: "DEPTH_ZERO_SELF_SIGNED_CERT" } });
    expect(await (await net({ ca: testCertificate.cert }).fetch(url)).text()).toBe("secret");
    expect(await (await net({ insecure: true }).fetch(url)).text()).toBe("secret");
  });

  test("shows a client certificate", async () => {
    const options = { ...testCertificate, ca: testCertificate.cert, requestCert: true, rejectUnauthorized: true };
    const port = await listen(createTlsServer(options, (_request, response) => response.end("known")));
    const url = `https://127.0.0.1:${port}/`;
    const ca = testCertificate.cert;
    await expect(net({ ca }).fetch(url)).rejects.toThrow();
    expect(await (await net({ ca, clientCertificate: testCertificate }).fetch(url)).text()).toBe("known");
  });

  test("goes through a proxy, under the same law", async () => {
    const port = await listen(createServer((_request, response) => response.end("through")));
    const asked: (string | undefined)[] = [];
    const proxy = createServer().on("connect", (request, socket) => {
      asked.push(request.url);
      const target = connect(port, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        target.pipe(socket).pipe(target);
      });
      target.on("error", () => socket.destroy());
      socket.on("error", () => target.destroy());
    });
    const proxied = net({ proxy: `http://127.0.0.1:${await listen(proxy)}`, allowHosts: ["mcp.example.com"] });
    expect(await (await proxied.fetch("http://mcp.example.com/x")).text()).toBe("through");
    expect(asked).toEqual(["mcp.example.com:80"]);
    await expect(proxied.fetch("http://other.example.com/")).rejects.toMatchObject({ code: "host-not-allowed" });
  });

  test("closes twice and cuts what is under way", async () => {
    const port = await listen(createServer(() => {}));
    const own = net();
    const waiting = own.fetch(`http://127.0.0.1:${port}/`);
    const failed = expect(waiting).rejects.toThrow();
    await Promise.all([own.close(), own.close()]);
    await failed;
  });
});
