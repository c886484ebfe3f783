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

/**
 * How many of all ways to mix `m` and `n` values have 0, 1, 2, … pairs in rising order: Mann and Whitney's count, which is the
 * coefficients of the Gaussian binomial, the product of (1 - q^(m + i)) / (1 - q^i) for i from 1 to n.
 */
function orderings(m: number, n: number): number[] {
  const ways = new Array<number>(m * n + 1).fill(0);
  ways[0] = 1;
  for (let i = 1; i <= n; i += 1) {
    for (let pairs = m * n; pairs >= m + i; pairs -= 1) ways[pairs] = (ways[pairs] ?? 0) - (ways[pairs - m - i] ?? 0);
    for (let pairs = i; pairs <= m * n; pairs += 1) ways[pairs] = (ways[pairs] ?? 0) + (ways[pairs - i] ?? 0);
  }
  return ways;
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
