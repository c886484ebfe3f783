import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Entry, readEntry } from "./entry.ts";

/** One file of an entries folder. */
export interface FoundEntry {
  /** The name of the file without `.json`. */
  readonly name: string;
  readonly text: string;
  /** The entry, or one sentence on what is wrong with it. */
  readonly entry: Entry | string;
  /** The folder of stubs that lies beside the folder of the entry. */
  readonly stubs: string;
}

/** Reads all entries of some folders, by name. Throws when a folder cannot be read. */
export async function findEntries(folders: readonly string[]): Promise<readonly FoundEntry[]> {
  const found = await Promise.all(folders.map(inFolder));
  return found.flat();
}

async function inFolder(folder: string): Promise<FoundEntry[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  const stubs = resolve(folder, "..", "stubs");
  return Promise.all(
    names.map(async (file) => {
      const text = await readFile(join(folder, file), "utf8");
      return { name: file.slice(0, -".json".length), text, entry: readEntry(text), stubs };
    }),
  );
}
