/** A word for each user that nobody else has, and that survives escaping, case and being put into a path. */
export interface Marks {
  of(user: number): string;
  /** Whether this user's word is in a text as it was given; in other letters it is found by `ownersIn`. */
  has(user: number, text: string): boolean;
  /** The users whose words are in a text, each once. */
  ownersIn(text: string): readonly number[];
}

/** Marks of one load; `word` is a few random letters, so that those of an earlier load are nobody's. */
export function marksOf(word: string): Marks {
  const pattern = new RegExp(`gauntlet${word}u(\\d{1,6})e`, "gi");
  const of = (user: number): string => `gauntlet${word}u${user}e`;
  return {
    of,
    has: (user, text) => text.includes(of(user)),
    ownersIn: (text) => [...new Set([...text.matchAll(pattern)].map((found) => Number(found[1])))],
  };
}
