/** What the evidence shows of one way to break the promise. */
export interface Written {
  readonly technique: string;
  readonly proof: readonly string[];
  readonly because: string;
  /** False where a server that only pretends would look the same. */
  readonly certain: boolean;
}
