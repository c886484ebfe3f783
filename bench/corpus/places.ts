import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Where the harness, our own entries, the cache of installs and results, and the document that carries the tables are. */
export const places = {
  root,
  entries: join(root, "bench/corpus/entries"),
  cache: join(root, ".cache/corpus"),
  document: join(root, "docs/corpus.md"),
} as const;
