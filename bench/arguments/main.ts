import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startFixture } from "../../test/fixtures.ts";
import { cache, install } from "./install.ts";
import { measure } from "./measure.ts";
import { place } from "./place.ts";
import type { BenchServer, ServerRow } from "./server.ts";
import { summary, table } from "./table.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: [] },
    json: { type: "boolean", default: false },
    /** Puts the tables into docs/arguments.md. */
    write: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
  },
});

/** The share of calls that must pass, in percent. */
const goal = 95;

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
const note = (text: string) => process.stderr.write(`${text}\n`);
const listed = JSON.parse(await readFile(new URL("servers.json", import.meta.url), "utf8")) as {
  servers: BenchServer[];
};
const chosen = listed.servers.filter(
  ({ id }) => values.only.length === 0 || values.only.some((part) => id.includes(part)),
);
if (values.list || chosen.length === 0) {
  note(listed.servers.map(({ id, version }) => `${id} ${version}`).join("\n"));
  process.exit(values.list ? 0 : 3);
}

const database = await startFixture("postgres", []);
const servers: ServerRow[] = [];
for (const server of chosen) {
  const began = performance.now();
  const row = await one(server).catch((cause: unknown) =>
    failed(server, cause instanceof Error ? cause.message : String(cause)),
  );
  servers.push({ ...row, seconds: Math.round((performance.now() - began) / 1000) });
  note(row.failure === undefined ? `${server.id}: ${summary([row])}` : `${server.id}: ${row.failure}`);
}
await database.stop();

await mkdir(cache, { recursive: true });
await writeFile(join(cache, "result.json"), JSON.stringify(servers, null, 2));
process.stdout.write(`${values.json ? JSON.stringify(servers, null, 2) : table(servers)}\n`);
if (values.write) await intoDocument(table(servers));
const calls = servers.flatMap(({ rows }) => rows);
const passed = calls.filter(({ outcome }) => outcome === "passed").length;
process.exit(calls.length > 0 && (100 * passed) / calls.length >= goal ? 0 : 1);

async function one(server: BenchServer): Promise<ServerRow> {
  const installed = await install(server);
  if (typeof installed === "string") return failed(server, installed);
  const { target, remove } = await place(server, installed, new URL(database.ready.url));
  try {
    return { id: server.id, version: server.version, seconds: 0, ...(await measure(target)) };
  } finally {
    await remove();
  }
}

function failed({ id, version }: BenchServer, failure: string): ServerRow {
  return { id, version, failure, tools: 0, destructive: 0, rows: [], seconds: 0 };
}

/** Replaces what stands between the two marks in the document. */
async function intoDocument(text: string): Promise<void> {
  const path = fileURLToPath(new URL("../../docs/arguments.md", import.meta.url));
  const before = await readFile(path, "utf8");
  const marks = /(<!-- results: begin.*-->\n)[\s\S]*?(<!-- results: end -->)/;
  await writeFile(
    path,
    before.replace(marks, (_, begin: string, end: string) => `${begin}\n${text}\n\n${end}`),
  );
}
