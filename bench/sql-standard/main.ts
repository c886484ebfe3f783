import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Measured, measure } from "./measure.ts";
import { places } from "./places.ts";
import { type DatabaseName, databaseNames } from "./start-database.ts";
import { meetsStandard, table } from "./table.ts";

/** Seeds of the measurement that is published. */
const usualSeeds = "20";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: usualSeeds },
    database: { type: "string", multiple: true, default: [...databaseNames] },
    write: { type: "boolean", default: false },
  },
});
const asked = values.database.filter((name): name is DatabaseName =>
  (databaseNames as readonly string[]).includes(name),
);
if (asked.length < values.database.length) throw new Error(`--database must be ${databaseNames.join(", ")}.`);

const measured: Measured[] = [];
for (const database of asked) {
  const one = await measure(database, Number(values.seeds), (line) => process.stderr.write(`${line}\n`));
  if (one === undefined) process.stderr.write(`${database}: skipped, its server is not on this machine\n`);
  else measured.push(one);
}
const text = table(measured);
process.stdout.write(`${text}\n`);
if (values.write) {
  const [before, , after] = readFileSync(places.document, "utf8").split(/<!-- measured:(?:from|to) -->/);
  writeFileSync(places.document, `${before}<!-- measured:from -->\n\n${text}\n\n<!-- measured:to -->${after ?? ""}`);
}
process.exit(measured.every(meetsStandard) ? 0 : 1);
