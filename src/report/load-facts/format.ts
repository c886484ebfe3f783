/** Milliseconds for people: 0.4 ms, 12 ms, 1.3 s, 95 s. */
export function timeText(ms: number): string {
  if (ms < 10 && ms > 0) return `${Math.max(0.1, Math.round(ms * 10) / 10)} ms`;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1_000;
  return `${seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds).toLocaleString("en")} s`;
}

/** A share for people; rounded down, so that nearly all never reads as all. */
export function percentText(part: number, whole: number): string {
  if (whole === 0) return "";
  const percent = Math.floor((part / whole) * 10_000 + 1e-6) / 100;
  return `${percent} %`;
}

/** A number for people: 12,345; 4.2 where it is small. */
export function numberText(value: number): string {
  const rounded = value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
  return rounded.toLocaleString("en");
}
