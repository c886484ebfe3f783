/** Every verdict, from best to worst. */
export const verdicts = ["not-applicable", "pass", "noted", "inconclusive", "suspected", "error", "fail"] as const;
export type Verdict = (typeof verdicts)[number];

/** From least to most severe. */
export const severities = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

/** True when `severity` is as severe as `floor`, or more. */
export function atLeast(severity: Severity, floor: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(floor);
}

/** What a judge may say. A pass names the control exchange that earned it, a fail or a note at least one exchange or observation. */
export type Judgement =
  | { readonly verdict: "pass"; readonly because: string; readonly control: string }
  /** A fact that is worth knowing and no flaw by itself. */
  | { readonly verdict: "noted"; readonly because: string; readonly proof: readonly [string, ...string[]] }
  | {
      readonly verdict: "fail";
      readonly because: string;
      readonly proof: readonly [string, ...string[]];
      readonly control?: string;
      /** Names of the probe's techniques that worked; the repetition runs only these. */
      readonly techniques: readonly string[];
    }
  | {
      readonly verdict: "suspected";
      readonly because: string;
      readonly proof: readonly string[];
      readonly control?: string;
      /** Set by the engine: it was proven once, and the run ended before it could be repeated. */
      readonly reason?: "unrepeated";
    }
  | { readonly verdict: "inconclusive"; readonly because: string; readonly reason: InconclusiveReason }
  | { readonly verdict: "not-applicable"; readonly because: string };

/** Why nothing could be concluded, as a word a program can read. */
export type InconclusiveReason =
  | "budget"
  | "no-control"
  | "no-credentials"
  | "destructive"
  | "interrupted"
  | "missing-port"
  | "unclear";

/** Whose fault it is that a check has no judgement; only the engine says so. */
export type ErrorKind = "target-unreachable" | "target-lost" | "timeout" | "harness-bug";

/** What a result carries: a judgement, or an error that only the engine can produce. */
export type Outcome = Judgement | { readonly verdict: "error"; readonly because: string; readonly error: ErrorKind };
