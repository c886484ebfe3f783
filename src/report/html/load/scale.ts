/** Places values between the bottom and the top of a plot, and says where lines across it belong. */
export interface Scale {
  /** 0 at the bottom, 1 at the top. */
  at(value: number): number;
  readonly ticks: readonly number[];
}

/** From 0 to a round number at or above `most`, with a few round steps. */
export function linear(most: number): Scale {
  const step = roundStep(Math.max(most, 1) / 3);
  const count = Math.max(1, Math.ceil(most / step));
  const top = count * step;
  return { at: (value) => value / top, ticks: Array.from({ length: count + 1 }, (_, i) => rounded(i * step)) };
}

/** Powers of ten around what is to be shown: a call of 5 s and one of 20 ms can both be read. */
export function logarithmic(least: number, most: number): Scale {
  const from = Math.floor(Math.log10(Math.max(0.1, least)));
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(0.1, most)) - 1e-9));
  const ticks = Array.from({ length: to - from + 1 }, (_, i) => rounded(10 ** (from + i)));
  return {
    at: (value) => Math.min(1, Math.max(0, (Math.log10(Math.max(value, 10 ** from)) - from) / (to - from))),
    ticks,
  };
}

/** 1, 2 or 5 times a power of ten; never less than 1, since what is counted comes in wholes. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= least - 1e-9) ?? 10;
  return Math.max(1, step * power);
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
