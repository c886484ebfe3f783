/** A place in a text that is not shown to people as it stands there. */
export interface HiddenText {
  readonly kind: "tag" | "invisible" | "direction" | "control" | "comment" | "far-off";
  readonly start: number;
  readonly end: number;
  /** One clause: what it is, which code points, what stands around it, and what it spells. */
  readonly says: string;
  readonly weight: "fail" | "noted";
}
