import type { JsonObject } from "../../model/json.ts";
import type { SessionInfo } from "../../model/session.ts";
import type { Link } from "../protocol/link.ts";
import type { Credentials } from "./default-headers.ts";

/** A link of our own that outlives the handshake. */
export interface WireLink extends Link {
  /** With the headers that carry the credentials of this one message, where it is not the session's own. */
  send(message: JsonObject, signal: AbortSignal, credentials?: Credentials): Promise<void>;
  /** Undefined while open; afterwards one phrase on why it ended. */
  readonly ended: string | undefined;
  /** The handshake is done: what it told goes into the headers from now on. */
  established(info: SessionInfo): void;
  /** True when giving up a reply is enough to cancel the request (modern HTTP); else a notification is sent for it. */
  readonly cancelsByClosing: boolean;
  close(): Promise<void>;
}
