/** Why a probe cannot go on. Only the engine throws it, and only the engine catches it. */
export type StopReason =
  | "budget"
  | "interrupted"
  | "target-lost"
  | "unresponsive"
  | "crashing"
  | "allowance"
  | "throttled";

/** Ends the probe of one subject; the engine still judges what was gathered. */
export class Stop extends Error {
  readonly reason: StopReason;

  constructor(reason: StopReason, message: string) {
    super(message);
    this.name = "Stop";
    this.reason = reason;
  }
}
