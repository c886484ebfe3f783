import type { TappedStatement } from "../../model/tap.ts";
import { Queue } from "../tap/queue.ts";

/** The statements that passed the tap last, in order; older ones are forgotten. */
export interface StatementLog {
  add(statement: TappedStatement): void;
  /** How many were added so far: a place in the log. */
  readonly length: number;
  /** Those added since `from` that hold `needle` in their text or in a bind value, whatever the case of its letters. */
  holding(needle: string, from: number): readonly TappedStatement[];
  /** Resolves when the next statement is added. */
  next(): Promise<void>;
}

/** Statements that are kept: what one subject's probe causes is looked at while it runs. */
const mostStatements = 5_000;
/** Characters of text and bind values that are kept in all. */
const mostCharacters = 64_000_000;

interface Kept {
  readonly statement: TappedStatement;
  readonly characters: number;
  /** All that is searched, in lower case; made when it is first searched, since most statements pass unasked. */
  haystack: string | undefined;
}

/** An empty log. */
export function openStatementLog(): StatementLog {
  const kept = new Queue<Kept>();
  let forgotten = 0;
  let characters = 0;
  let waiting: (() => void)[] = [];
  return {
    add(statement) {
      let length = statement.text.length;
      for (const bind of statement.binds) length += bind?.length ?? 0;
      kept.push({ statement, characters: length, haystack: undefined });
      characters += length;
      while (kept.size > mostStatements || (characters > mostCharacters && kept.size > 1)) {
        characters -= kept.shift()?.characters ?? 0;
        forgotten += 1;
      }
      if (waiting.length === 0) return;
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    get length() {
      return forgotten + kept.size;
    },
    holding(needle, from) {
      const wanted = formsOf(needle);
      return kept
        .waiting()
        .slice(Math.max(0, from - forgotten))
        .filter((one) => wanted.some((form) => haystackOf(one).includes(form)))
        .map(({ statement }) => statement);
    },
    next: () => new Promise((resolve) => waiting.push(resolve)),
  };
}

function haystackOf(kept: Kept): string {
  kept.haystack ??= [kept.statement.text, ...kept.statement.binds].join("\n").toLowerCase();
  return kept.haystack;
}

/** The needle as it is, and as the bytes of a binary bind value are written. */
export function formsOf(needle: string): readonly string[] {
  return [needle.toLowerCase(), Buffer.from(needle, "utf8").toString("hex")];
}
