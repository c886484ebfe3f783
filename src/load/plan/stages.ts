import type { Profile } from "../../model/load/plan.ts";

/** A part of a profile: from so many users to so many, in a straight line. The same with arrivals a second. */
export interface Stage {
  readonly seconds: number;
  readonly from: number;
  readonly to: number;
}

/** The parts of a profile with `most` users at its height and so many seconds in all. */
export function stagesOf(profile: Profile, most: number, seconds: number): readonly Stage[] {
  const few = Math.max(1, Math.round(most / 10));
  const part = (share: number, from: number, to: number): Stage => ({ seconds: seconds * share, from, to });
  switch (profile) {
    case "steady":
    case "soak":
      return [part(1, most, most)];
    case "ramp":
      return [part(0.8, 1, most), part(0.2, most, most)];
    case "breakpoint":
      return [part(1, 1, most)];
    case "spike":
      return [
        part(0.3, few, few),
        part(0.05, few, most),
        part(0.3, most, most),
        part(0.05, most, few),
        part(0.3, few, few),
      ];
  }
}

/** How many there are after so many seconds; undefined once the last part is over. */
export function countAt(stages: readonly Stage[], second: number): number | undefined {
  let begun = 0;
  for (const { seconds, from, to } of stages) {
    if (second < begun + seconds) return from + ((to - from) * (second - begun)) / seconds;
    begun += seconds;
  }
  return undefined;
}
