import type { Marker } from "../../../src/payloads/marker.ts";
import type { DialectName } from "../../../src/payloads/sql/dialects.ts";
import type { ForbiddenTable } from "./forbidden.ts";

/** One way to write a statement that reads a table: past a guard that looks for the name in some other form. */
export interface Way {
  readonly name: string;
  /** Dialects that understand it; all when absent. */
  readonly dialects?: readonly DialectName[];
  /** The whole statement, or undefined where it says no more than the plain one; `value` is an expression over the table. */
  readonly statement: (table: ForbiddenTable, value: string, dialect: DialectName | undefined) => string | undefined;
}

/** A value that exists only where the table has a row that may be seen. */
export function overRows({ a, b }: Marker): string {
  return `min(${a}*${b})`;
}

/** A value that exists where the table may be selected from, rows or not. */
export function overNothing({ a, b }: Marker): string {
  return `count(*)*0+${a}*${b}`;
}

/** From the plainest to the most roundabout; the plain statement shows a server that does not even try. */
export const ways: readonly Way[] = [
  from("plain", (table) => spelt(table, plain)),
  { ...from("other-case", (table) => spelt(table, alternating)), dialects: ["postgres", "sqlite", "sqlserver"] },
  from("quoted", (table, dialect) => spelt(table, (part) => quoted(part, dialect))),
  from("comment", ({ schema, name }) => (schema === undefined ? `/**/${name}` : `${schema}./**/${name}`)),
  from("line-break", (table) => `\n\t${spelt(table, plain)}`),
  from("unqualified", ({ schema, name }) => (schema === undefined ? undefined : name)),
  from("other-name", ({ name }) => (name.toLowerCase() === "sqlite_master" ? "sqlite_schema" : undefined)),
  from("after-comma", (table) => `(SELECT 1 AS one) AS g, ${spelt(table, plain)}`),
  from("with", (table) => `(WITH h AS (SELECT 1 AS one FROM ${spelt(table, plain)}) SELECT one FROM h) AS g`),
  {
    name: "subquery",
    statement: (table, value) => `SELECT (SELECT ${value} FROM ${spelt(table, plain)}) AS gauntlet`,
  },
  // MySQL runs what stands in such a comment; a guard that takes comments out does not see it.
  { ...from("executable-comment", (table) => `/*!${spelt(table, plain)}*/`), dialects: ["mysql"] },
  { ...from("table-command", (table) => `(TABLE ${spelt(table, plain)}) AS g`), dialects: ["postgres", "mysql"] },
  { ...from("escaped-name", (table) => spelt(table, escaped)), dialects: ["postgres"] },
  {
    // The database itself puts the name together, and the statement that holds it is run by a function.
    name: "joined-name",
    dialects: ["postgres"],
    statement: (table, value) => {
      const name = spelt({ ...table, name: halves(table.name).join("'||'") }, (part) => `"${part}"`);
      return `SELECT CAST(query_to_xml('SELECT ${value} AS v FROM ${name}',true,true,'') AS text) AS gauntlet`;
    },
  },
];

function from(
  name: string,
  source: (table: ForbiddenTable, dialect: DialectName | undefined) => string | undefined,
): Way {
  return {
    name,
    statement: (table, value, dialect) => {
      const read = source(table, dialect);
      return read === undefined ? undefined : `SELECT ${value} AS gauntlet FROM ${read}`;
    },
  };
}

function spelt({ schema, name }: ForbiddenTable, spell: (part: string) => string): string {
  return schema === undefined ? spell(name) : `${spell(schema)}.${spell(name)}`;
}

function plain(part: string): string {
  return part;
}

function alternating(part: string): string {
  return [...part].map((letter, at) => (at % 2 === 0 ? letter.toUpperCase() : letter.toLowerCase())).join("");
}

function quoted(part: string, dialect: DialectName | undefined): string {
  if (dialect === "mysql") return `\`${part}\``;
  return dialect === "sqlserver" ? `[${part}]` : `"${part}"`;
}

/** An identifier of PostgreSQL with its middle letter as a number. */
function escaped(part: string): string {
  const [start, end] = halves(part);
  const code = end.charCodeAt(0).toString(16).padStart(4, "0");
  return `U&"${start}\\${code}${end.slice(1)}"`;
}

function halves(text: string): readonly [string, string] {
  const middle = Math.floor(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)];
}
