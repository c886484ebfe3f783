/**
 * Chance that values which have nothing to do with their groups rise from group to group as these do, or more: the exact
 * distribution of the statistic of Jonckheere and Terpstra, which needs no assumption on how the values are spread. Ties
 * count against the trend.
 */
export function trendChance(groups: readonly (readonly number[])[]): number {
  let ways = [1];
  let rising = 0;
  let below: readonly number[] = [];
  for (const group of groups) {
    ways = times(ways, orderings(below.length, group.length));
    rising += group.flatMap((value) => below.filter((other) => other < value)).length;
    below = [...below, ...group];
  }
  const all = sum(ways);
  return sum(ways.slice(rising)) / all;
}

/** How many of all ways to mix `m` and `n` values have 0, 1, 2, … pairs in rising order: Mann and Whitney's count. */
function orderings(m: number, n: number): number[] {
  if (m === 0 || n === 0) return [1];
  const last = orderings(m, n - 1);
  const first = orderings(m - 1, n);
  // The largest value of all is one of the n, above all m, or one of the m, above none.
  return Array.from({ length: m * n + 1 }, (_, pairs) => (last[pairs - m] ?? 0) + (first[pairs] ?? 0));
}

/** The product of two polynomials by their coefficients. */
function times(one: readonly number[], other: readonly number[]): number[] {
  const product = new Array<number>(one.length + other.length - 1).fill(0);
  for (const [i, a] of one.entries()) {
    for (const [j, b] of other.entries()) product[i + j] = (product[i + j] ?? 0) + a * b;
  }
  return product;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
