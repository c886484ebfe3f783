import { createHash } from "node:crypto";
import { openPostgresParser, type PostgresParser } from "./postgres-parser.ts";
import { printedTree } from "./printed-tree.ts";
import { longestSql } from "./sql-tokens.ts";
import { type Standing, standingOf } from "./stands-in.ts";
import type { ReadDialect } from "./token.ts";
import { tokenStructure } from "./token-structure.ts";

/** Reads statements of one dialect. Nothing in it throws, whatever the text. */
export interface Structure {
  /**
   * The statement with every value left out: alike for statements that differ in values, spacing, comments or the case of
   * keywords alone. A digest of it where it is very long. Null where the text cannot be parsed, or is longer than 64 Ki characters.
   */
  structureOf(sql: string): string | null;
  /** What `needle` stands in, whatever the case of its letters; of several places the one closest to code. */
  standsIn(sql: string, needle: string): Standing | null;
}

/** Characters of a structure that are kept as they are. */
const longestStructure = 16 * 1024;

let postgres: Promise<PostgresParser> | undefined;

/** Opens the reader of a dialect; PostgreSQL's parser is loaded by the first one who asks for it. */
export async function openStructure(dialect: ReadDialect): Promise<Structure> {
  const structureIn = dialect === "mysql" ? mysqlStructure : await postgresStructure();
  return {
    structureOf(sql) {
      if (sql.length > longestSql || sql.includes("\0")) return null;
      const structure = structureIn(sql);
      return structure === null || structure.length <= longestStructure ? structure : digest(structure);
    },
    standsIn: (sql, needle) => standingOf(dialect, sql, needle),
  };
}

/** MySQL and MariaDB have no parser that could be asked: their statements are compared as tokens. */
const mysqlStructure = (sql: string): string | null => tokenStructure("mysql", sql);

async function postgresStructure(): Promise<(sql: string) => string | null> {
  postgres ??= openPostgresParser();
  const parser = await postgres;
  await parser.ready();
  return (sql) => {
    const tree = parser.parse(sql);
    return tree === null ? null : printedTree(tree);
  };
}

function digest(structure: string): string {
  return `sha256:${createHash("sha256").update(structure).digest("hex")}`;
}
