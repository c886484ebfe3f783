import type { Evidence } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import type { DialectName } from "../../../src/payloads/sql/dialects.ts";
import type { StatementRunner } from "./statement-runner.ts";
import type { Written } from "./written.ts";

export const readsFiles = "reads-files";

interface FileRead {
  readonly function: string;
  readonly dialect: DialectName;
  /** SQL for the name of a harmless file that the database's host has. */
  readonly file: string;
  /** A number: 1 where that file could be read and holds something, else nothing, 0 or an error. */
  readonly oneWhenRead: (file: string) => string;
}

const reads: readonly FileRead[] = [
  {
    function: "pg_read_file",
    dialect: "postgres",
    file: "'PG_VERSION'",
    oneWhenRead: (file) => `CAST(pg_read_file(${file}) ~ '^[0-9]' AS integer)`,
  },
  {
    function: "pg_read_binary_file",
    dialect: "postgres",
    file: "'PG_VERSION'",
    oneWhenRead: (file) => `CAST(length(pg_read_binary_file(${file}))>0 AS integer)`,
  },
  {
    function: "pg_ls_dir",
    dialect: "postgres",
    file: "'.'",
    oneWhenRead: (file) => `CAST((SELECT count(*) FROM pg_ls_dir(${file}))>0 AS integer)`,
  },
  {
    function: "LOAD_FILE",
    dialect: "mysql",
    file: "concat(@@character_sets_dir,'Index.xml')",
    oneWhenRead: (file) => `COALESCE(LENGTH(LOAD_FILE(${file}))>0,0)`,
  },
  {
    function: "LOAD_FILE",
    dialect: "mysql",
    file: "'/etc/hosts'",
    oneWhenRead: (file) => `COALESCE(LENGTH(LOAD_FILE(${file}))>0,0)`,
  },
  {
    function: "OPENROWSET",
    dialect: "sqlserver",
    file: "'/etc/hosts'",
    oneWhenRead: (file) =>
      `(SELECT CASE WHEN len(g.BulkColumn)>0 THEN 1 ELSE 0 END FROM OPENROWSET(BULK ${file}, SINGLE_CLOB) AS g)`,
  },
];

/** Has the database read a file of its host, of which nothing is shown but that it could be read; stops at the first that works. */
export async function readFiles({ dialect, random, run, wants }: StatementRunner): Promise<void> {
  if (!wants(readsFiles)) return;
  const ask = async ({ oneWhenRead }: FileRead, file: string, label: string, role: "attack" | "control") => {
    const { a, b, product } = newMarker(random);
    const computed = String(Number(product) + 1);
    const facts = { computed };
    const exchange = await run(`SELECT ${oneWhenRead(file)}+${a}*${b} AS v`, { role, label, facts });
    return showsComputed(exchange, computed);
  };
  for (const read of reads.filter((one) => one.dialect === dialect.name)) {
    if (!(await ask(read, read.file, `read:${read.function}`, "attack"))) continue;
    const none = `'gauntlet_${random.word(10)}'`;
    if (!(await ask(read, none, `read-missing:${read.function}`, "control"))) return;
  }
}

/** What the evidence shows; pure. */
export function findReadFile({ exchanges }: Evidence): Written | undefined {
  for (const attack of exchanges.filter((one) => one.label.startsWith("read:") && shows(one))) {
    const name = attack.label.slice("read:".length);
    const missing = exchanges.find(({ label }) => label === `read-missing:${name}`);
    if (missing === undefined || shows(missing)) continue;
    const because = `SELECT ${name}(…) read a file of the database's host: a number that follows from it came back, and not for a file that is missing`;
    return { technique: readsFiles, proof: [attack.id, missing.id], because, certain: true };
  }
  return undefined;
}

function shows(exchange: Exchange): boolean {
  return showsComputed(exchange, String(exchange.facts.computed));
}
