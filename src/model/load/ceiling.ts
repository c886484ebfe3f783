/** One request again and again, each connection waiting for its answer: answers a second, and the median in milliseconds. */
export interface RequestPace {
  readonly perSecond: number;
  readonly p50: number;
}

/** What HTTP alone allows: one request by a tool that looks at nothing of the answers, and the same by our own engine. */
export interface Ceiling extends RequestPace {
  readonly tool: string;
  readonly connections: number;
  readonly seconds: number;
  /** Answers whose status was none of success, and requests that came to nothing. */
  readonly failed: number;
  readonly own: RequestPace;
  /** True where both say the same, within a tenth: then our own engine is not what was measured. */
  readonly agreeing: boolean;
}

/** Why there is none. */
export interface NoCeiling {
  readonly why: string;
}
