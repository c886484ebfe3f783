import type { Exchange } from "./exchange.ts";
import type { Observation } from "./observation.ts";
import type { NeededPorts, Port, ProbeContext } from "./ports.ts";
import type { Scene } from "./scene.ts";
import type { Subject } from "./subject.ts";
import type { Judgement, Severity } from "./verdict.ts";

/** All that a judge sees: what one probe of one subject sent, got and saw. */
export interface Evidence {
  readonly subject: Subject;
  readonly exchanges: readonly Exchange[];
  readonly observations: readonly Observation[];
}

export interface References {
  readonly cwe: readonly string[];
  readonly owaspMcp: readonly string[];
  readonly cosai: readonly string[];
  readonly spec: readonly string[];
}

/** One question about a server: what is asked (`probe`) and how the answer is judged (`judge`). */
export interface Check<Needs extends Port = Port, Uses extends Port = Port> {
  /** `suite/failing-state-as-a-noun-phrase`; also the path of its file. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly why: string;
  readonly fix: string;
  readonly refs: References;
  /** Without one of these the verdict is inconclusive. */
  readonly needs: readonly Needs[];
  /** Handed over where the owner's config has them. */
  readonly uses: readonly Uses[];
  /**
   * `after` = once all others are done, with the incidents they caused. `last` = after those: what is refused again and again may
   * have the run locked out. `load` = at the very end, with what was measured under load.
   */
  readonly phase: "main" | "after" | "last" | "load";
  /** True where what it judges is made once in a run and repeats itself: its fail is not asked again. */
  readonly once?: true;
  /** What kind of exchange earns a pass. */
  readonly control: "success" | "provoked-error" | "baseline";
  /** The most requests for one subject and one round. */
  readonly requests: number;
  subjects(scene: Scene): readonly Subject[];
  /** Sends and records; returns nothing; may adapt the next payload to the last reply. */
  probe(ctx: ProbeContext & NeededPorts<Needs> & Partial<NeededPorts<Uses>>): Promise<void>;
  /** Pure and synchronous. */
  judge(evidence: Evidence): Judgement;
  /** Names of what the probe made and could not remove; pure, of both rounds' evidence. */
  leftovers?(evidence: Evidence): readonly string[];
}

/** Declares a check; exists so that `needs` gives `probe` its ports as types. */
export function defineCheck<const N extends Port, const U extends Port>(check: Check<N, U>): Check {
  return Object.freeze(check) as unknown as Check;
}

/** A named, ordered list of checks. */
export interface Suite {
  readonly name: string;
  readonly purpose: string;
  readonly checks: readonly Check[];
}
