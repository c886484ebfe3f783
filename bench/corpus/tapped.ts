import type { Entry } from "./entry.ts";
import { expand, type Values } from "./placeholders.ts";

/** An entry with its placeholders filled, and what the config of the harness needs beside it. */
export interface Filled {
  readonly entry: Entry;
  /** What `observe` of the config gets besides; undefined without the tap. */
  readonly observe: { readonly tap: object } | undefined;
}

const database = /\{(?:pg|mysql)_/;

/** True where there is a database that the tap can stand before. */
export function canBeTapped({ needs }: Entry): boolean {
  return needs.some((need) => need === "postgres" || need === "mysql");
}

/**
 * The entry with its server pointed at the tap; its config keeps the database itself. A server that the harness starts gets
 * the placeholders of the harness, one that the bench starts gets `port`, where the tap is told to listen.
 */
export function fillTapped(entry: Entry, values: Values, port: number): Filled {
  return entry.server.transport === "stdio" ? byPlaceholders(entry, values) : byPort(entry, values, port);
}

function byPort(entry: Entry, values: Values, port: number): Filled {
  const throughTap: Values = { ...values, ...Object.fromEntries(Object.entries(values).flatMap(movedTo(port))) };
  const { gauntlet, setup } = expand(entry, values);
  const files = expand(entry.setup.files ?? {}, throughTap);
  return {
    entry: { ...expand(entry, throughTap), gauntlet, setup: { ...setup, files } },
    observe: { tap: { url: values.pg_url ?? values.mysql_url, port } },
  };
}

/** In the command, the environment, and files, which the harness then writes from templates. */
function byPlaceholders(entry: Entry, values: Values): Filled {
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

/** Databases of the bench listen on loopback, as the tap does: only the port is another one. */
function movedTo(port: number): (value: [string, string]) => [string, string][] {
  return ([name, value]) => {
    if (/^(?:pg|mysql)_port$/.test(name)) return [[name, String(port)]];
    if (!/^(?:pg|mysql)_url$/.test(name)) return [];
    const url = new URL(value);
    url.port = String(port);
    return [[name, url.href]];
  };
}
