/** One thing to send that is larger, deeper or slower than any client needs. */
export type Excess =
  | { readonly kind: "body"; readonly bytes: number }
  | { readonly kind: "depth"; readonly levels: number }
  | {
      readonly kind: "slow";
      readonly part: "headers" | "body";
      readonly connections: number;
      readonly seconds: number;
    };

/** What others got meanwhile: two requests a second, each on a connection of its own. */
export interface Served {
  readonly asked: number;
  readonly answered: number;
  /** Milliseconds of the slowest answer. */
  readonly slowestMs: number;
}

/** Facts of an observation of something excessive that was sent. */
export interface ExcessFacts {
  readonly excess: Excess;
  /** What it came to: `ok`, `http-status`, `closed` …; for slow connections `ended` where the server ended them all, else `held`. */
  readonly outcome: string;
  readonly status: number | null;
  readonly message: string | null;
  readonly ms: number;
  readonly before: Served;
  readonly meanwhile: Served;
  /** Within 15 s after it, until one was answered. */
  readonly after: Served;
}
