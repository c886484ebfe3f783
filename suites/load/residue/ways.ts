/** A way to leave something on a connection of one database, to look for it, and to take it back: each one query that changes no data. */
export interface Way {
  readonly name: string;
  mark(word: string): string;
  readonly look: string;
  readonly clear: string;
}

export const ways: readonly Way[] = [
  {
    name: "setting",
    mark: (word) => `SELECT set_config('gauntlet.mark', '${word}', false) AS mark`,
    look: "SELECT current_setting('gauntlet.mark', true) AS mark",
    clear: "SELECT set_config('gauntlet.mark', '', false) AS mark",
  },
  {
    name: "variable",
    mark: (word) => `SELECT @gauntlet_mark := '${word}' AS mark`,
    look: "SELECT @gauntlet_mark AS mark",
    clear: "SELECT @gauntlet_mark := NULL AS mark",
  },
];
