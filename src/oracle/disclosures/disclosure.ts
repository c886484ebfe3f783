import type { Told } from "../../model/disclosure.ts";

/** One thing that a text tells of the inside of a server, by position. */
export interface Disclosure extends Told {
  readonly start: number;
}

/** Looks for one kind in a text of any origin, in time that grows with its length alone. */
export type Detector = (text: string) => Iterable<Disclosure>;
