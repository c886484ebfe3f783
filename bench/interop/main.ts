import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openSession, openWire } from "../../src/connect/open.ts";
import { build } from "./build.ts";
import { peers } from "./peers.ts";
import { places } from "./places.ts";
import { type NotBuilt, type Result, type Row, type Spoken, stepNames } from "./result.ts";
import { revisions } from "./revisions.ts";
import { table } from "./table.ts";
import { type Open, tryConnection } from "./try-connection.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: [] },
    session: { type: "string", multiple: true, default: ["official", "wire"] },
    json: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
    /** Instead of connecting, ask each peer which revisions it speaks. */
    revisions: { type: "boolean", default: false },
  },
});

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
const note = (text: string) => process.stderr.write(`${text}\n`);
const chosen = peers.filter((peer) => values.only.length === 0 || values.only.includes(peer.id));
if (values.list || chosen.length === 0) {
  note(peers.map((peer) => `${peer.id}  ${peer.sdk}`).join("\n"));
  process.exit(values.list ? 0 : 3);
}

const sessions = new Map<Row["session"], Open>();
if (values.session.includes("official")) sessions.set("official", openSession);
if (values.session.includes("wire")) sessions.set("wire", openWire);

const result = await run();
await mkdir(places.cache, { recursive: true });
await writeFile(join(places.cache, "result.json"), JSON.stringify(result, null, 2));
process.stdout.write(`${values.json ? JSON.stringify(result, null, 2) : table(result)}\n`);
if (values.write) await intoDocument(values.revisions ? "revisions" : "connections", table(result));
const failures = result.rows.filter((row) => stepNames.some((name) => row.steps[name]?.state === "failed"));
note(
  `${result.rows.length} connections, ${failures.length} with a failure, ${result.notBuilt.length} servers not built; ` +
    `builds ${result.buildSeconds} s, run ${result.runSeconds} s`,
);
process.exit(failures.length === 0 ? 0 : 1);

async function run(): Promise<Result> {
  const rows: Row[] = [];
  const notBuilt: NotBuilt[] = [];
  const spoken: Spoken[] = [];
  let buildMs = 0;
  const started = performance.now();
  const page = await servePage();
  for (const peer of chosen) {
    const began = performance.now();
    const reason = await build(peer, note);
    buildMs += performance.now() - began;
    if (reason !== undefined) {
      note(`${peer.id}: not built: ${reason}`);
      notBuilt.push({ peer: peer.id, sdk: peer.sdk, language: peer.language, reason });
      continue;
    }
    if (values.revisions) {
      spoken.push({ peer: peer.id, sdk: peer.sdk, revisions: await revisions(peer) });
      note(`${peer.id} speaks ${spoken.at(-1)?.revisions.join(", ")}`);
      continue;
    }
    for (const leg of peer.legs) {
      for (const era of ["legacy", "modern", "auto"] as const) {
        for (const [name, open] of sessions) {
          const row = await tryConnection({ peer, leg, era, page: page.url }, name, open);
          rows.push(row);
          note(line(row));
        }
      }
    }
  }
  page.stop();
  const seconds = (ms: number) => Math.round(ms / 1000);
  return {
    rows,
    notBuilt,
    spoken,
    buildSeconds: seconds(buildMs),
    runSeconds: seconds(performance.now() - started - buildMs),
  };
}

function line(row: Row): string {
  const steps = stepNames.map((name) => {
    const step = row.steps[name];
    return step === undefined
      ? undefined
      : `${name} ${step.state === "failed" ? "FAILED" : step.state}: ${step.detail}`;
  });
  const told = steps.filter((step) => step !== undefined).join("; ");
  return `${row.peer} ${row.transport} ${row.era} ${row.session} ${row.revision} ${row.seconds} s: ${told}`;
}

/** A page for servers whose tool fetches one. */
async function servePage(): Promise<{ readonly url: string; readonly stop: () => void }> {
  const server = createServer((request, response) => {
    const found = request.url === "/";
    response.writeHead(found ? 200 : 404, { "content-type": "text/html", connection: "close" });
    response.end(found ? "<html><body><article><h1>An interop page</h1><p>Some text.</p></article></body></html>" : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, stop: () => server.close() };
}

/** Replaces what stands between the two marks of that name in the document. */
async function intoDocument(name: "connections" | "revisions", text: string): Promise<void> {
  const before = await readFile(places.document, "utf8");
  const marks = new RegExp(`(<!-- ${name}: begin.*-->\\n)[\\s\\S]*?(<!-- ${name}: end -->)`);
  await writeFile(
    places.document,
    before.replace(marks, (_, begin, end) => `${begin}\n${text}\n\n${end}`),
  );
}
