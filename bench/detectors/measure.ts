import { sets } from "./sets.ts";
import type { Text } from "./texts.ts";

/** How long one set of detectors took for one text. */
export interface Measured {
  readonly set: string;
  readonly text: string;
  readonly kind: Text["kind"];
  /** Milliseconds of processor time for the whole length, the best of the runs. */
  readonly ms: number;
  /** Times as long as for half of the length; undefined where that is too short to compare. */
  readonly ratio: number | undefined;
  readonly found: number;
}

/** Milliseconds below which a ratio says more of the machine than of the detectors. */
const comparable = 40;
/** Times that what takes longer than it may is measured again: others may have been at work. */
const mostRuns = 5;

/** Measures one text of so many characters with every set. */
export function measure(text: Text, characters: number, limitMs: number, only: readonly string[]): readonly Measured[] {
  const [whole, half] = [flat(text.of(characters)), flat(text.of(characters / 2))];
  return Object.entries(sets)
    .filter(([set]) => only.length === 0 || only.includes(set))
    .map(([set, detect]) => {
      let best = timed(detect, whole);
      let ofHalf = timed(detect, half).ms;
      const tooLong = () => best.ms > limitMs || (ofHalf > comparable && best.ms / ofHalf > 3);
      for (let run = 1; run < mostRuns && tooLong(); run++) {
        const again = timed(detect, whole);
        if (again.ms < best.ms) best = again;
        ofHalf = Math.min(ofHalf, timed(detect, half).ms);
      }
      const ratio = ofHalf > comparable ? best.ms / ofHalf : undefined;
      return { set, text: text.name, kind: text.kind, ms: best.ms, ratio, found: best.found };
    });
}

function timed(detect: (text: string) => number, text: string): { readonly ms: number; readonly found: number } {
  const before = process.cpuUsage();
  const found = detect(text);
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1_000, found };
}

/** The same text in one piece: a text that was put together is otherwise put together while it is read. */
function flat(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
