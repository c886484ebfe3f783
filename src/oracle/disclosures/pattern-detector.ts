import type { DisclosureKind } from "../../model/disclosure.ts";
import type { Detector } from "./disclosure.ts";

/** A form of text that tells something. */
export interface Pattern {
  readonly what: string;
  /** Global; bounded repeats only, since the text is hostile. The named group `told`, else the whole match, is what is told. */
  readonly pattern: RegExp;
  /** What every match holds, where that is looked for faster than the pattern. */
  readonly holding?: string;
  readonly verified: boolean | ((told: string) => boolean);
  /** False for a match that only looks like one. */
  readonly holds?: (groups: Readonly<Record<string, string | undefined>>) => boolean;
}

/** A detector that looks for these patterns, wherever `hint` matches at all. */
export function patternDetector(kind: DisclosureKind, hint: RegExp, patterns: readonly Pattern[]): Detector {
  return function* find(text) {
    if (!hint.test(text)) return;
    for (const { what, pattern, verified, holds, holding } of patterns) {
      if (holding !== undefined && !text.includes(holding)) continue;
      for (const match of text.matchAll(pattern)) {
        const told = match.groups?.told ?? match[0];
        if (holds !== undefined && !holds({ ...match.groups, told })) continue;
        const isVerified = typeof verified === "boolean" ? verified : verified(told);
        yield { kind, what, text: told, start: match.index + match[0].indexOf(told), verified: isVerified };
      }
    }
  };
}
