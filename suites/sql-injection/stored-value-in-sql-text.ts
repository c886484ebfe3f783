import { defineCheck } from "../../src/model/check.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import { succeeded } from "../../src/model/reply.ts";
import { judgeStored, storedTechniques } from "./second-order/judge-stored.ts";
import { keptRecords, type Notebook, openNotebook } from "./second-order/notebook.ts";
import { showsValue } from "./second-order/part-about.ts";
import type { StoredAim, StoredTechnique } from "./second-order/stored-technique.ts";
import { type Reader, readersOf, storedArguments } from "./second-order/storing-tools.ts";
import { stumbledOver } from "./second-order/stumbles.ts";

/**
 * Does a text that one tool stores become part of a statement when another tool uses it? The control is the reader's answer
 * about harmless texts that were stored the same way; the proof is always the reader's.
 */
export default defineCheck({
  id: "sql-injection/stored-value-in-sql-text",
  title: "Stored value becomes part of a later SQL statement",
  severity: "critical",
  why: "A value that was stored safely is often trusted when it is read again, and pasted into the next statement. What one caller stores then runs with the rights of whoever asks for the report, long after, and no check of that caller's arguments can see it.",
  fix: "Bind every value of every statement, also those that come out of the database itself. Where it came from makes no value safe.",
  refs: {
    cwe: ["CWE-89"],
    owaspMcp: ["MCP05:2025"],
    cosai: ["MCP-T3"],
    spec: ["server/tools#security-considerations"],
  },
  needs: ["calls"],
  uses: [],
  phase: "main",
  control: "success",
  requests: 160,
  subjects: storedArguments,

  async probe({ subject, scene, args, calls, random, only }) {
    const { tool = "", param = "" } = subject;
    const notebook = openNotebook({ tool, param }, scene, args, calls, random);
    const word = `gauntlet_${random.word(8)}`;
    try {
      const readers = await relatedReaders(readersOf(scene, tool), notebook, word);
      const attack = async (aimed: readonly Reader[], quotes: readonly string[] | undefined): Promise<boolean> => {
        const aim: StoredAim = { notebook, readers: aimed, word, quotes };
        for (const technique of techniquesFor(aim)) {
          if ((only?.includes(technique.name) ?? true) && (await technique.probe(aim))) return true;
        }
        return false;
      };
      const lists = readers.filter(({ draw }) => draw === undefined);
      const drawing = readers.filter(({ draw }) => draw !== undefined);
      const hit = lists.length > 0 && (await attack(lists, undefined));
      // A lone quote that stays would break the list for good, and with it the repetition.
      if (hit && !notebook.removes && showsSomeAttack(notebook.exchanges())) return;
      if (hit || drawing.length > 0) await gate(notebook, word, drawing);
      for (const reader of drawing) {
        const quotes = stumbledOver(notebook.exchanges(), reader.tool);
        if (quotes.length > 0) await attack([reader], quotes);
      }
    } finally {
      for (const record of notebook.kept()) await notebook.remove(record, "cleanup");
    }
  },

  judge: judgeStored,
  leftovers: ({ exchanges }) => keptRecords(exchanges),
});

/** What stays and breaks a list would break it for all that follows: there the plainest conditions come first, and no error. */
function techniquesFor({ notebook, readers }: StoredAim): readonly StoredTechnique[] {
  if (notebook.removes || readers.every(({ draw }) => draw !== undefined)) return storedTechniques;
  return [...storedTechniques].reverse().filter(({ breaks }) => !breaks);
}

/**
 * Readers that work, of those without arguments only what shows harmless texts. Two of those stay; a third is taken away
 * as every attack will be, so that answers which grow with the number of records are known to.
 */
async function relatedReaders(
  readers: readonly Reader[],
  notebook: Notebook,
  word: string,
): Promise<readonly Reader[]> {
  const store = (text: string) => notebook.store(text, { role: "baseline", label: "store:baseline" });
  const works = async (reader: Reader, record: Exchange): Promise<boolean> => {
    const { reply } = await notebook.read(reader, record, { role: "baseline", label: "read:baseline" });
    return succeeded(reply) && (reader.draw !== undefined || showsValue(reply, String(record.facts.value)));
  };
  const all = async (aimed: readonly Reader[], record: Exchange): Promise<readonly Reader[]> => {
    const working: Reader[] = [];
    for (const reader of aimed) if (await works(reader, record)) working.push(reader);
    return working;
  };
  const first = await store(word);
  const second = await store(`gauntlet_${notebook.random.word(8)}`);
  if (!succeeded(first.reply) || !succeeded(second.reply)) return [];
  const twice = await all(await all(readers, first), second);
  if (twice.length === 0) return [];
  const third = await store(`gauntlet_${notebook.random.word(8)}`);
  const related = await all(twice, third);
  await notebook.remove(third, "setup");
  for (const reader of related) {
    if (reader.draw !== undefined) await notebook.readNothing(reader, { role: "control", label: "read:sight" });
  }
  return related;
}

/** Stores a lone quote of each kind: who stumbles over one when reading is worth a closer look. */
async function gate(notebook: Notebook, word: string, readers: readonly Reader[]): Promise<void> {
  for (const quote of ["'", '"']) {
    const facts = { quote };
    const stored = await notebook.store(`${word}${quote}`, { role: "control", label: "store:gate", facts });
    if (!succeeded(stored.reply)) continue;
    for (const reader of readers) await notebook.read(reader, stored, { role: "control", label: "read:gate", facts });
    await notebook.remove(stored, "setup");
  }
}

/** True when a reader shows an attack as it was sent: then it was stored so, and nothing was injected into on the way in. */
function showsSomeAttack(exchanges: readonly Exchange[]): boolean {
  return exchanges.some(
    ({ role, label, reply, facts }) =>
      role === "attack" && label.startsWith("read:") && showsValue(reply, String(facts.value)),
  );
}
