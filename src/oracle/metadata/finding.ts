/** One thing that a listing says and should not, or that is worth knowing. */
export interface Finding {
  /** What it belongs to: `tool get_order`, `instructions`. */
  readonly item: string;
  /** Where it stands: `tool get_order description`. */
  readonly where: string;
  /** One clause on what is there, with the text itself where it may be shown. */
  readonly says: string;
  readonly weight: "fail" | "suspected" | "noted";
  /** Kind of finding, as one word; what the repetition looks for. */
  readonly technique: string;
}
