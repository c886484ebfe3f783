/** What the owner says this server guarantees; each is something to break. Absent = nothing was promised. */
export interface Promises {
  /** True for all tools, or globs of tool names: they change no data, files or remote state. */
  readonly readOnly?: boolean | readonly string[];
  /** Directories; files outside are out of reach. */
  readonly roots?: readonly string[];
  readonly network?: { readonly private?: boolean };
  readonly commands?: { readonly forbid: readonly string[] };
  readonly authentication?: "required" | "none";
  readonly exposure?: "public" | "authenticated" | "by-role";
  /** What one user is listed and another one is not belongs to the first one alone. */
  readonly objects?: "by-owner";
  /** The most rows that one call may return. */
  readonly maxRows?: number;
  /** Seconds after which a statement that still runs is cut off. */
  readonly statementSeconds?: number;
  /** Globs of tables that no caller may read: `salary_data`, `hr.*`, `pg_catalog.pg_authid`. */
  readonly tables?: { readonly forbid: readonly string[] };
  readonly rateLimit?: { readonly perSecond: number };
  readonly slo?: { readonly p95Ms?: number; readonly errorRate?: number };
}
