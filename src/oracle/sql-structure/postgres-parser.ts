import { createRequire } from "node:module";
import { isObject, type Json } from "../../model/json.ts";

/** PostgreSQL's own parser. */
export interface PostgresParser {
  /** The statements of a text as the parser sees them; null where it cannot parse them, cannot cope, or there are none. Never throws. */
  parse(sql: string): Json | null;
  /** Resolves once a parser that broke is replaced; until then nothing can be parsed. */
  ready(): Promise<void>;
}

type Library = Pick<typeof import("libpg-query"), "parseSync" | "loadModule">;

/** Loads the parser (some 60 ms). A text that breaks it, such as one nested too deeply, costs it alone: it is loaded anew. */
export async function openPostgresParser(): Promise<PostgresParser> {
  let library: Library | undefined;
  const load = async (): Promise<void> => {
    const next = fresh();
    await next.loadModule();
    library = next;
  };
  let loading = load();
  await loading;
  return {
    parse(sql) {
      try {
        const tree: unknown = library?.parseSync(sql);
        return isObject(tree) && Array.isArray(tree.stmts) && tree.stmts.length > 0 ? tree.stmts : null;
      } catch (cause) {
        if (refused(cause)) return null;
        // Its memory is no longer to be trusted.
        library = undefined;
        loading = load().catch(() => undefined);
        return null;
      }
    },
    ready: () => loading,
  };
}

/** Only a module that is loaded anew has memory of its own. */
function fresh(): Library {
  const require = createRequire(import.meta.url);
  delete require.cache[require.resolve("libpg-query")];
  return require("libpg-query") as Library;
}

/** What the parser says of a text that is no SQL; anything else it throws is a breakdown. */
function refused(cause: unknown): boolean {
  return cause instanceof Error && (cause.name === "SqlError" || cause.message === "Query cannot be empty");
}
