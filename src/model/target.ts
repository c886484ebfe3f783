/** Which protocol era to speak: `legacy` = initialize handshake (up to 2025-11-25), `modern` = per-request metadata (2026-07-28). */
export type Era = "auto" | "legacy" | "modern";

/** The transport that a session really uses. */
export type Transport = "stdio" | "streamable-http" | "sse";

/** A server reached by URL. `auto` tries Streamable HTTP and falls back to SSE as the specification says. */
export interface HttpTarget {
  readonly kind: "http";
  readonly url: string;
  readonly transport: "auto" | "streamable-http" | "sse";
  readonly era: Era;
  /** Sent with every request of every principal. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A server started as a child process that speaks on its standard input and output. */
export interface StdioTarget {
  readonly kind: "stdio";
  readonly command: string;
  readonly args: readonly string[];
  /** Added to the minimal environment; nothing else of ours is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string | undefined;
  readonly era: Era;
}

/** Where and how to reach one MCP server; validated, never changed. */
export type Target = HttpTarget | StdioTarget;
