import type { Principal } from "../model/principal.ts";
import type { Sighted } from "../model/session.ts";
import type { Target } from "../model/target.ts";
import type { NetOptions } from "../net/options.ts";

/** All that is needed to open one session. */
export interface Opening {
  readonly target: Target;
  readonly principal: Principal;
  readonly net: NetOptions;
  /** What a session of our own calls itself in the handshake; our name when absent. */
  readonly client?: string;
  /** What the URL of the target has in its query beside its own: legacy SSE adds it to the address it is given, too. */
  readonly query?: string;
  /** Milliseconds for the whole handshake, spawn included. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Called for all that comes beside replies, as it comes. */
  readonly sighted: (sighted: Sighted) => void;
  /** Raw wire traffic for `--trace`, not redacted yet; absent = not wanted. */
  readonly trace?: (direction: "sent" | "received" | "note", text: string) => void;
}
