import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Where sources are, where builds and results go, and the file that carries the table. */
export const places = {
  root,
  peers: join(root, "bench/interop/peers"),
  cache: join(root, ".cache/interop"),
  document: join(root, "docs/compatibility.md"),
} as const;

/** Source and build folder of one peer. */
export function foldersOf(folder: string): { readonly source: string; readonly build: string } {
  return { source: join(places.peers, folder), build: join(places.cache, folder) };
}
