/** Revisions of the initialize handshake, newest first: what is offered and what is accepted in return. */
export const legacyVersions = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05", "2024-10-07"] as const;

/** Revisions with per-request metadata, newest first. */
export const modernVersions = ["2026-07-28"] as const;

/** Names of the reserved `_meta` members that make a request a modern one (2026-07-28, basic/index). */
export const metaKeys = {
  protocolVersion: "io.modelcontextprotocol/protocolVersion",
  clientInfo: "io.modelcontextprotocol/clientInfo",
  clientCapabilities: "io.modelcontextprotocol/clientCapabilities",
  serverInfo: "io.modelcontextprotocol/serverInfo",
} as const;
