import type { Entry } from "./entry.ts";
import { expand, type Values } from "./placeholders.ts";

/** An entry with its placeholders filled, and what the config of the harness needs beside it. */
export interface Filled {
  readonly entry: Entry;
  /** What `observe` of the config gets besides; undefined without the tap. */
  readonly observe: { readonly tap: object } | undefined;
}

const database = /\{(?:pg|mysql)_/;

/** True where the tap can stand between the server and its database: the harness has to start the server. */
export function canBeTapped({ needs, server }: Entry): boolean {
  return server.transport === "stdio" && needs.some((need) => need === "postgres" || need === "mysql");
}

/**
 * The entry with its server pointed at the tap: the placeholders of its database become those of the harness in the
 * command, the environment, and files, which the harness then writes from templates. Its config keeps the database itself.
 */
export function fillTapped(entry: Entry, values: Values): Filled {
  const throughTap: Values = { ...values, ...Object.fromEntries(Object.keys(values).flatMap(placeholderOf)) };
  const files = Object.entries(entry.setup.files ?? {});
  const templates = files.filter(([, content]) => database.test(content));
  const plain = files.filter(([, content]) => !database.test(content));
  const filled = expand(entry, values);
  const named = templates.map(([path, content]) => [expand(path, values), expand(content, throughTap)] as const);
  return {
    entry: {
      ...filled,
      server: expand(entry.server, throughTap),
      setup: {
        ...filled.setup,
        files: Object.fromEntries([
          ...plain.map((file) => expand(file, values)),
          ...named.map(([path, content]) => [`${path}.template`, content]),
        ]),
      },
    },
    observe: {
      tap: {
        url: values.pg_url ?? values.mysql_url,
        files: Object.fromEntries(named.map(([path]) => [path, `${path}.template`])),
      },
    },
  };
}

function placeholderOf(name: string): [string, string][] {
  const [, part] = /^(?:pg|mysql)_(.+)$/.exec(name) ?? [];
  return part === undefined ? [] : [[name, `{tap_${part}}`]];
}
