import type { JsonObject } from "./json.ts";

/** Kinds of things that an error can tell of the inside of a server. */
export const disclosureKinds = [
  "secret",
  "stack-frame",
  "file-path",
  "network-address",
  "sql-statement",
  "driver-message",
  "environment",
  "product-version",
  "personal-data",
] as const;
export type DisclosureKind = (typeof disclosureKinds)[number];

/** One thing that was told. */
export interface Told {
  readonly kind: DisclosureKind;
  /** What it is, for people: `a frame of a Python stack trace`. */
  readonly what: string;
  /** As it stood there; the placeholder of a secret. */
  readonly text: string;
  /** True where its form can be checked and holds: a file with a line, a number with its check digits, a path that exists. */
  readonly verified: boolean;
}

/** One error that told something that neither the request nor what the client knows anyhow had. */
export interface TellingError {
  readonly exchange: string;
  /** What was called; undefined where it was no tool. */
  readonly tool: string | undefined;
  readonly method: string;
  readonly params: JsonObject;
  readonly told: readonly Told[];
}

/** What is known of the errors that the server gave so far. */
export interface ErrorsSeen {
  /** How many errors were read. */
  readonly read: number;
  /** The first one that told nothing; undefined where there was none. */
  readonly quiet: Pick<TellingError, "tool" | "method" | "params"> | undefined;
  readonly telling: readonly TellingError[];
  /** The first requests with which a started server wrote a secret to its log. */
  readonly logged: readonly Pick<TellingError, "tool" | "method" | "params">[];
}
