import type { Json } from "./json.ts";

/** One fact seen outside the protocol, redacted. */
export interface Observation {
  /** Unique in the run, such as `r3.o1`. */
  readonly id: string;
  readonly kind:
    | "database"
    | "statement"
    | "database-use"
    | "notification"
    | "server-request"
    | "stderr"
    | "stray-output"
    | "http-headers"
    | "exit"
    | "metadata"
    | "upstream"
    | "authorization-server"
    | "client-address"
    | "session"
    | "load";
  readonly label: string;
  readonly facts: Readonly<Record<string, Json>>;
  /** The round of the probe that caused it, 0 when none did. */
  readonly round: number;
  readonly atMs: number;
}

/** Facts of an observation of kind `statement`: what passed the tap, and what the harness made of it there. */
export interface StatementFacts {
  /** What was looked for. */
  readonly needle: string;
  /** `text` also when it stands in bind values, too. */
  readonly where: "text" | "bind";
  readonly connection: string;
  readonly text: string;
  readonly cut: boolean;
  readonly binds: readonly (string | null)[];
  /** The statement with every literal left out, as its parser sees it: alike for statements that differ in values alone. Null where it cannot be parsed. */
  readonly structure: string | null;
  /** What the parser takes the needle for, where it stands in the text; null where that cannot be said. */
  readonly standsIn: "string" | "number" | "identifier" | "comment" | "keyword" | null;
  readonly transaction: string;
  readonly rows: number | null;
  readonly durationMs: number;
  /** The database's complaint, null where there was none. */
  readonly error: string | null;
}

/** Facts of an observation of kind `upstream`: what came to the API of ours since it was last looked at. */
export interface UpstreamFacts {
  readonly requests: number;
  /** Since the run began. */
  readonly ever: number;
  /** Where the whole token of the principal stood: `header authorization`, `query`, `path`, `body`. */
  readonly shown: readonly string[];
}

/** Facts of an observation of kind `database-use`: what came to the database since it was last looked. */
export interface DatabaseUseFacts {
  /** Statements that were answered, or whose connection ended before. */
  readonly statements: number;
  /** Connections that were opened, or tried. */
  readonly connections: number;
}
