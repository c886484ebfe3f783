// One way to the database, in a process of its own as the harness is: `tap`, or `pipe`, which joins sockets and nothing else.
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { openStatementLog } from "../../src/observe/statements/statement-log.ts";
import { openTap } from "../../src/observe/tap/open-tap.ts";
import type { WayReady, WaySpent } from "./messages.ts";

const [kind, upstream = ""] = process.argv.slice(2);
const listen = { host: "127.0.0.1", port: 0 };

const ready: WayReady = { url: kind === "tap" ? await tap() : await pipe() };
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  const spent: WaySpent = { cpuMs: (user + system) / 1_000 };
  process.send?.(spent);
});
process.on("disconnect", () => process.exit(0));
process.send?.(ready);

/** Statements go where a scan puts them. */
async function tap(): Promise<string> {
  const log = openStatementLog();
  const net = { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false };
  const { url } = await openTap({
    upstream,
    listen,
    net,
    now: () => Math.round(performance.now()),
    note(event) {
      if (event.type === "statement") log.add(event.statement);
    },
  });
  return url;
}

async function pipe(): Promise<string> {
  const url = new URL(upstream);
  const place = { host: url.hostname, port: Number(url.port), noDelay: true, allowHalfOpen: true };
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (near) => {
    const far = connect(place);
    for (const end of [near, far]) end.on("error", () => undefined);
    near.pipe(far).pipe(near);
  });
  server.listen(listen);
  await once(server, "listening");
  url.port = String((server.address() as AddressInfo).port);
  return url.href;
}
