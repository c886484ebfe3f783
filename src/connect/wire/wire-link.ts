import type { SessionInfo } from "../../model/session.ts";
import type { Link } from "../protocol/link.ts";

/** A link of our own that outlives the handshake. */
export interface WireLink extends Link {
  /** Undefined while open; afterwards one phrase on why it ended. */
  readonly ended: string | undefined;
  /** The handshake is done: what it told goes into the headers from now on. */
  established(info: SessionInfo): void;
  /** True when giving up a reply is enough to cancel the request (modern HTTP); else a notification is sent for it. */
  readonly cancelsByClosing: boolean;
  close(): Promise<void>;
}
