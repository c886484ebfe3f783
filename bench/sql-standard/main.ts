import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { allTwins } from "../twins/twins.ts";
import { type Measured, measure } from "./measure.ts";
import { meetsStandard, table } from "./table.ts";

/** Seeds of the measurement that is published. */
const usualSeeds = "20";

const twin = allTwins().find(({ id }) => id === "sql-twins");
if (twin === undefined) throw new Error("fixtures/manifest.json has no sql-twins.");
const { databases } = twin;

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: usualSeeds },
    database: { type: "string", multiple: true, default: [...databases] },
    write: { type: "boolean", default: false },
  },
});
const asked = databases.filter((name) => values.database.includes(name));
if (asked.length < values.database.length) throw new Error(`--database must be ${databases.join(", ")}.`);

/** Carries the table between two marks. */
const document = new URL("../../docs/sql-injection.md", import.meta.url);

const measured: Measured[] = [];
for (const database of asked) {
  const one = await measure(twin, database, Number(values.seeds), (line) => process.stderr.write(`${line}\n`));
  if (one === undefined) process.stderr.write(`${database}: skipped, its server is not on this machine\n`);
  else measured.push(one);
}
const text = table(measured);
process.stdout.write(`${text}\n`);
if (values.write) {
  const [before, , after] = readFileSync(document, "utf8").split(/<!-- measured:(?:from|to) -->/);
  writeFileSync(document, `${before}<!-- measured:from -->\n\n${text}\n\n<!-- measured:to -->${after ?? ""}`);
}
process.exit(measured.every(meetsStandard) ? 0 : 1);
