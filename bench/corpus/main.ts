import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openDatabases } from "./database/databases.ts";
import { findEntries } from "./find-entries.ts";
import { findHarness } from "./find-harness.ts";
import { places } from "./places.ts";
import { runCorpus } from "./run-corpus.ts";
import { score } from "./score.ts";
import { table } from "./table.ts";

const { values } = parseArgs({
  options: {
    entries: { type: "string", multiple: true, default: existsSync(places.entries) ? [places.entries] : [] },
    only: { type: "string", multiple: true, default: [] },
    mysql: { type: "string" },
    json: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});

const note = (text: string) => process.stderr.write(`${text}\n`);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
if (values.entries.length === 0) {
  note("There are no entries to run: name a folder of them with --entries DIR.");
  process.exit(3);
}

const found = await findEntries(values.entries);
const entries = found.filter(({ name, entry }) => {
  return values.only.length === 0 || values.only.includes(typeof entry === "string" ? name : entry.id);
});
if (entries.length === 0) {
  note(`No entry is named so. There are: ${found.map(({ name }) => name).join(", ")}.`);
  process.exit(3);
}

const databases = openDatabases(values.mysql);
const results = await runCorpus({
  entries,
  harness: await findHarness(places.root),
  databases,
  cache: places.cache,
  reuse: values.only.length === 0,
  limits: { startMs: 60_000, scanMs: 10 * 60_000 },
  note,
});
await databases.stop();

const total = score(results);
const result = { ...total, entries: results };
await mkdir(join(places.cache, "results"), { recursive: true });
await writeFile(join(places.cache, "results", "all.json"), JSON.stringify(result, null, 2));
process.stdout.write(`${values.json ? JSON.stringify(result, null, 2) : table(results, total)}\n`);
if (values.write) await intoDocument(table(results, total));
process.exit(0);

/** Replaces what stands between the two marks in the document. */
async function intoDocument(text: string): Promise<void> {
  const before = await readFile(places.document, "utf8");
  const marks = /(<!-- results: begin.*-->\n)[\s\S]*?(<!-- results: end -->)/;
  await writeFile(
    places.document,
    before.replace(marks, (_, begin, end) => `${begin}\n${text}\n\n${end}`),
  );
}
