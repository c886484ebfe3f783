import { replyText } from "../../../src/model/reply.ts";
import type { DialectName, SqlDialect } from "../../../src/payloads/sql/dialects.ts";
import type { SqlTool } from "../statements/sql-tool.ts";

/** One table that nobody may read, as far as it is named. */
export interface ForbiddenTable {
  readonly schema: string | undefined;
  readonly name: string;
}

/** Tables that are tried for one argument, and those of them that come from one entry of the promise. */
const mostTables = 4;
const mostForEntry = 2;

/** Names that can stand in a statement without quotes; others are left out. */
const plainName = /^[A-Za-z_][A-Za-z0-9_$]{0,62}$/;

/**
 * The tables that the entries of a promise stand for: looked up in the catalogue through the tool itself, whatever their
 * schema. Where the catalogue does not tell, entries without wildcards are taken at their word.
 */
export async function forbiddenTables(
  tool: SqlTool,
  dialect: SqlDialect | undefined,
  entries: readonly string[],
): Promise<readonly ForbiddenTable[]> {
  const found: ForbiddenTable[] = [];
  for (const entry of entries) {
    if (found.length >= mostTables) break;
    const listed = dialect === undefined ? [] : await listedTables(tool, dialect, entry);
    const literal = /[*?[\]{}!()]/.test(entry) ? [] : [split(entry)].filter(({ name }) => plainName.test(name));
    found.push(...(listed.length > 0 ? listed : literal));
  }
  return found.slice(0, mostTables);
}

/** Where each database lists its tables: what stands after FROM, and the names of the two columns. */
const catalogues: Readonly<
  Record<DialectName, { readonly from: string; readonly schema: string; readonly name: string }>
> = {
  postgres: {
    from: "pg_catalog.pg_class JOIN pg_catalog.pg_namespace ON pg_namespace.oid=pg_class.relnamespace",
    schema: "nspname",
    name: "relname",
  },
  mysql: { from: "information_schema.tables", schema: "table_schema", name: "table_name" },
  sqlserver: { from: "information_schema.tables", schema: "table_schema", name: "table_name" },
  // An attached database has a catalogue of its own, which this does not see.
  sqlite: { from: "sqlite_master", schema: "'main'", name: "name" },
};

async function listedTables(
  { random, run }: SqlTool,
  dialect: SqlDialect,
  entry: string,
): Promise<readonly ForbiddenTable[]> {
  const { from, schema, name } = catalogues[dialect.name];
  const wanted = split(entry);
  const open = random.word(6);
  const close = random.word(6);
  const row = dialect.joined(`'${open}'`, schema, `'.'`, name, `'${close}'`);
  const kinds = dialect.name === "postgres" ? " AND relkind IN ('r','p','v','m','f')" : "";
  const inSchema =
    wanted.schema === undefined ? "" : ` AND lower(${schema}) LIKE '${pattern(wanted.schema)}' ESCAPE '!'`;
  const where = `lower(${name}) LIKE '${pattern(wanted.name)}' ESCAPE '!'${inSchema}${kinds}`;
  const exchange = await run(`SELECT ${row} AS gauntlet FROM ${from} WHERE ${where}`, {
    role: "control",
    label: "catalogue",
    facts: { entry },
  });
  const rows = replyText(exchange.reply).matchAll(new RegExp(`${open}([\\w$]{1,128})\\.([\\w$]{1,128})${close}`, "g"));
  const tables = [...rows].map(([, inside, table = ""]) => ({ schema: inside, name: table }));
  const plain = tables.filter((table) => plainName.test(table.name) && plainName.test(table.schema ?? ""));
  return [...new Map(plain.map((table) => [`${table.schema}.${table.name}`, table])).values()].slice(0, mostForEntry);
}

/** A glob as a LIKE pattern in lower case: `*` and `?` are its wildcards, all else stands for itself. */
function pattern(glob: string): string {
  return glob
    .toLowerCase()
    .replaceAll(/[!%_]/g, (letter) => `!${letter}`)
    .replaceAll("*", "%")
    .replaceAll("?", "_")
    .replaceAll("'", "''");
}

function split(entry: string): ForbiddenTable {
  const parts = entry.split(".");
  const name = parts.pop() ?? "";
  return { schema: parts.pop(), name };
}
