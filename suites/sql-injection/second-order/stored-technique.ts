import type { Exchange } from "../../../src/model/exchange.ts";
import type { Notebook } from "./notebook.ts";
import type { Reader } from "./storing-tools.ts";

/** Readers to aim at, all of them with the same stored text. */
export interface StoredAim {
  readonly notebook: Notebook;
  readonly readers: readonly Reader[];
  /** A harmless text that is stored and stays: what a true condition finds again. */
  readonly word: string;
  /** Quotes that the reader stumbled over; undefined where that was not asked. */
  readonly quotes: readonly string[] | undefined;
}

/** What the evidence of one reader shows. */
export interface StoredFound {
  readonly proof: readonly [string, ...string[]];
  readonly because: string;
}

/** One way to show that a stored value became part of a statement. */
export interface StoredTechnique {
  readonly name: string;
  /** True when it may leave a reader broken that works on all records. */
  readonly breaks: boolean;
  /** True once it worked. */
  probe(aim: StoredAim): Promise<boolean>;
  /** Pure; of the exchanges about one reader and the records they are about. */
  find(reads: readonly Exchange[], stores: ReadonlyMap<string, Exchange>): StoredFound | undefined;
}

/** Stores a value, asks every reader about it, and takes it away again. */
export async function ask(
  { notebook, readers }: StoredAim,
  label: string,
  role: "control" | "attack",
  value: string,
  facts: Exchange["facts"],
): Promise<readonly Exchange[]> {
  const stored = await notebook.store(value, { role, label: `store:${label}`, facts });
  const reads: Exchange[] = [];
  for (const reader of readers) {
    reads.push(await notebook.read(reader, stored, { role, label: `read:${label}`, facts }));
  }
  await notebook.remove(stored, "setup");
  return reads;
}
