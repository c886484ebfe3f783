import type { Severity } from "../../model/verdict.ts";
import type { Summary } from "../summary.ts";

/** Colours of the terminal summary; without colour every one of them returns the text as it is. */
export interface Theme {
  readonly strong: Paint;
  readonly dim: Paint;
  readonly warn: Paint;
  readonly link: Paint;
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly verdict: Readonly<Record<Summary["verdict"], Paint>>;
}

type Paint = (text: string) => string;

/** Plain SGR codes of the sixteen-colour set, which every terminal and CI log knows. */
export function theme(colour: boolean): Theme {
  const paint =
    (...codes: readonly number[]): Paint =>
    (text) =>
      colour && text !== "" ? `\u001b[${codes.join(";")}m${text}\u001b[0m` : text;
  return {
    strong: paint(1),
    dim: paint(2),
    warn: paint(1, 33),
    link: paint(36),
    severity: { critical: paint(1, 35), high: paint(1, 31), medium: paint(33), low: paint(34) },
    verdict: {
      fail: paint(1, 41, 97),
      suspected: paint(1, 43, 30),
      inconclusive: paint(1, 43, 30),
      pass: paint(1, 42, 30),
    },
  };
}
