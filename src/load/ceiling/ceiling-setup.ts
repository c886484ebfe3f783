import type { Reply } from "../../model/reply.ts";
import type { SessionInfo } from "../../model/session.ts";
import type { Net } from "../../net/open-net.ts";
import type { LoadCall, LoadSession } from "../wire/load-session.ts";

/** What a ceiling is measured with. */
export interface CeilingSetup {
  readonly net: Net;
  readonly url: URL;
  readonly info: Pick<SessionInfo, "era" | "protocolVersion">;
  /** Of the principal who calls. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tool: string;
  readonly call: Pick<LoadCall, "method" | "params">;
  readonly connections: number;
  /** Of each turn: both take two. */
  readonly seconds: number;
  readonly timeoutMs: number;
  /** A session of our own engine. */
  open(user: number): Promise<LoadSession | Reply>;
  readonly signal: AbortSignal;
}
