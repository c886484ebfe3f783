/** One published server of the bench, as `servers.json` has it. */
export interface BenchServer {
  readonly id: string;
  readonly ecosystem: "npm" | "pypi";
  readonly package: string;
  readonly version: string;
  /** With placeholders: `{pkg}`, `{bin}`, `{work}` and `{pg_url}`, `{pg_host}` … */
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What has to be installed with it, such as the framework in the version it was written for. */
  readonly with?: readonly string[];
  /** Packages with a native part that npm is to build. */
  readonly nativeBuild?: readonly string[];
}

/** What became of one tool. */
export interface ToolRow {
  readonly tool: string;
  /** `passed` = the server's own validation let the call through; `unanswered` = no reply in time, not counted as passed. */
  readonly outcome: "passed" | "rejected" | "unanswered";
  readonly source: "sample" | "learnt" | "schema";
  /** True when the arguments satisfy the schema that the server itself declares; undefined where that schema cannot be compiled. */
  readonly satisfies: boolean | undefined;
  /** What was sent and said, cut. */
  readonly args: string;
  readonly said: string;
}

/** What became of one server. */
export interface ServerRow {
  readonly id: string;
  readonly version: string;
  /** Why it could not be asked; undefined when it was. */
  readonly failure?: string;
  readonly tools: number;
  /** Tools that look destructive: never called. */
  readonly destructive: number;
  readonly rows: readonly ToolRow[];
  readonly seconds: number;
}
