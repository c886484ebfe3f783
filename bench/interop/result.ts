/** How one step went. `skipped` = the server has nothing to try it with. */
export interface Step {
  readonly state: "ok" | "failed" | "skipped";
  /** One phrase, fit for a table cell and a footnote. */
  readonly detail: string;
}

/** What is asked of every connection, in the order of the table. */
export const stepNames = ["connect", "list", "call", "stream", "server-request", "clean end"] as const;
export type StepName = (typeof stepNames)[number];

/** One connection tried: a peer's leg, in one era, through one of our sessions. */
export interface Row {
  readonly peer: string;
  readonly sdk: string;
  readonly language: string;
  readonly transport: string;
  readonly session: "official" | "wire";
  readonly era: "auto" | "legacy" | "modern";
  /** Negotiated revision, or `refused` for an era that the server does not offer and that was refused cleanly. */
  readonly revision: string;
  readonly steps: Readonly<Partial<Record<StepName, Step>>>;
  readonly seconds: number;
}

/** A peer that could not be tried at all. */
export interface NotBuilt {
  readonly peer: string;
  readonly sdk: string;
  readonly language: string;
  readonly reason: string;
}

/** The revisions one peer says it speaks. */
export interface Spoken {
  readonly peer: string;
  readonly sdk: string;
  readonly revisions: readonly string[];
}

/** What one run of the bench found. */
export interface Result {
  readonly rows: readonly Row[];
  readonly notBuilt: readonly NotBuilt[];
  readonly spoken: readonly Spoken[];
  readonly buildSeconds: number;
  readonly runSeconds: number;
}
