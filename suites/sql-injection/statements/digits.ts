/** Places of the largest number: 10⁹ rows are more than any database counts in the time that is allowed. */
const mostPlaces = 9;

const digits = Array.from({ length: 10 }, (_, digit) => (digit === 0 ? "SELECT 0 AS n" : `SELECT ${digit}`)).join(
  " UNION ALL ",
);

/** Rows that every database can make out of nothing: no table, no function and no recursion, which some of them limit. */
export interface Numbers {
  /** Stands after FROM. */
  readonly from: string;
  /** The number of a row, from 0; an expression over `from`. */
  readonly number: string;
}

/** The numbers 0 to `count` - 1 for a whole `count` from 1 to 10⁹, each once, in no particular order. */
export function numbers(count: number): Numbers {
  const places = Math.min(mostPlaces, Math.max(1, String(count - 1).length));
  const names = Array.from({ length: places }, (_, place) => `d${place}`);
  const number = names.map((name, place) => (place === 0 ? `${name}.n` : `${10 ** place}*${name}.n`)).join("+");
  // The first places come first and are cut by themselves, so that hardly more rows are joined than are wanted.
  const joined = [...names].reverse().map((name) => `(${digits}) AS ${name}`);
  const first = `d${places - 1}.n`;
  const cuts = [
    `${first}<${Math.ceil(count / 10 ** (places - 1))}`,
    ...(places > 2 ? [`10*${first}+d${places - 2}.n<${Math.ceil(count / 10 ** (places - 2))}`] : []),
    `${number}<${count}`,
  ];
  return { from: `${joined.join(" CROSS JOIN ")} WHERE ${cuts.join(" AND ")}`, number };
}
