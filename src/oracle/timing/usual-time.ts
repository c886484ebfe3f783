/** How long calls take that nobody slowed down. */
export interface UsualTime {
  /** Milliseconds in the middle. */
  readonly middleMs: number;
  /** Milliseconds between a quick call and a slow one: the tenth and the ninetieth of a hundred. */
  readonly spreadMs: number;
}

/** Learns it from calls that were made anyway. */
export function usualTime(durationsMs: readonly number[]): UsualTime {
  const sorted = [...durationsMs].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { middleMs: at(0.5), spreadMs: at(0.9) - at(0.1) };
}
