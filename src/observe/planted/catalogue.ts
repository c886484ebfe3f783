import type { DatabaseObserver } from "../observer.ts";

/** A table whose rows are looked at. */
export interface LookedTable {
  readonly schema: string;
  readonly name: string;
  /** Small enough to compare the values in it; else its rows are counted only. */
  readonly small: boolean | number | string;
}

/** Bytes up to which the values of a table are compared. */
const smallBytes = 8 * 1024 * 1024;

const users = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";
const notOurs = (name: string): string => `left(${name},9) <> 'gauntlet_'`;

const postgresCatalogue = `
SELECT 'table '||n.nspname||'.'||c.relname AS what,
  md5(coalesce(c.relacl::text,'')||coalesce((SELECT string_agg(a.attname||' '||a.atttypid||a.attnotnull, ',' ORDER BY a.attnum)
    FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0),'')) AS mark
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r','p','f') AND ${users} AND ${notOurs("c.relname")}
UNION ALL
SELECT 'view '||n.nspname||'.'||c.relname, md5(pg_catalog.pg_get_viewdef(c.oid))
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('v','m') AND ${users} AND ${notOurs("c.relname")}
UNION ALL
SELECT 'function '||n.nspname||'.'||p.proname||'('||pg_catalog.pg_get_function_identity_arguments(p.oid)||')', md5(coalesce(p.prosrc,''))
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  WHERE ${users} AND ${notOurs("p.proname")}
UNION ALL
SELECT 'trigger '||t.tgname||' on '||n.nspname||'.'||c.relname, md5(pg_catalog.pg_get_triggerdef(t.oid)||t.tgenabled::text)
  FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT t.tgisinternal AND ${users} AND ${notOurs("t.tgname")}`;

const mysqlCatalogue = `
SELECT concat('table ',c.table_schema,'.',c.table_name) AS what,
  cast(sum(crc32(concat_ws(' ',c.column_name,c.ordinal_position,c.column_type,c.is_nullable))) AS char) AS mark
  FROM information_schema.columns c
  JOIN information_schema.tables b ON b.table_schema = c.table_schema AND b.table_name = c.table_name AND b.table_type = 'BASE TABLE'
  WHERE c.table_schema = database() AND ${notOurs("c.table_name")} GROUP BY c.table_schema, c.table_name
UNION ALL
SELECT concat('view ',table_schema,'.',table_name), md5(view_definition) FROM information_schema.views
  WHERE table_schema = database() AND ${notOurs("table_name")}
UNION ALL
SELECT concat(lower(routine_type),' ',routine_schema,'.',routine_name), md5(coalesce(routine_definition,'')) FROM information_schema.routines
  WHERE routine_schema = database() AND ${notOurs("routine_name")}
UNION ALL
SELECT concat('trigger ',trigger_name,' on ',event_object_schema,'.',event_object_table), md5(action_statement) FROM information_schema.triggers
  WHERE trigger_schema = database() AND ${notOurs("trigger_name")}`;

/** Lists what a database has, each thing with a mark of how it is defined. Roles and settings are not of one database. */
export function catalogueOf(dialect: DatabaseObserver["dialect"]): string {
  return dialect === "mysql" ? mysqlCatalogue : postgresCatalogue;
}

/** Lists the tables whose rows can be looked at, `most` at the most. */
export function tablesOf(dialect: DatabaseObserver["dialect"], most: number): string {
  if (dialect === "mysql") {
    return `SELECT table_schema AS \`schema\`, table_name AS name, coalesce(data_length,0) <= ${smallBytes} AS small
      FROM information_schema.tables WHERE table_schema = database() AND table_type = 'BASE TABLE' AND ${notOurs("table_name")}
      ORDER BY table_name LIMIT ${most}`;
  }
  return `SELECT n.nspname AS schema, c.relname AS name, pg_catalog.pg_relation_size(c.oid) <= ${smallBytes} AS small
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND ${users} AND ${notOurs("c.relname")} AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
      AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
    ORDER BY 1, 2 LIMIT ${most}`;
}

/** Counts the rows of a table, and of a small one marks the values in it, in no order; throws what the database says. */
export async function rowsOf(
  { dialect, rows }: DatabaseObserver,
  { schema, name, small }: LookedTable,
): Promise<{ count: number; mark: string }> {
  const sign = dialect === "mysql" ? "`" : '"';
  const quoted = [schema, name].map((part) => `${sign}${part.replaceAll(sign, sign + sign)}${sign}`).join(".");
  const valued = small === true || small === 1 || small === "1";
  const sum = "sum(('x'||left(md5((gauntlet_row.*)::text),15))::bit(60)::bigint::numeric)::text";
  const values = dialect === "postgres" && valued ? `, ${sum} AS mark` : "";
  const [counted] = (await rows(`SELECT count(*) AS n${values} FROM ${quoted} gauntlet_row`)) as readonly Counted[];
  const [checked] =
    dialect === "mysql" && valued ? ((await rows(`CHECKSUM TABLE ${quoted}`)) as readonly Counted[]) : [];
  const count = Number(counted?.n);
  return { count, mark: `${count} ${counted?.mark ?? checked?.Checksum ?? ""}` };
}

interface Counted {
  readonly n?: string | number;
  readonly mark?: string | null;
  readonly Checksum?: string | number | null;
}
