import type { Socket } from "node:net";
import type { ConnectionOptions } from "node:tls";
import type { TapEvent } from "../../model/tap.ts";
import type { ConnectionGate } from "./gate.ts";

/** One connection that the server under test opened to the tap. */
export interface Passage {
  /** Its name in events, such as `c3`. */
  readonly connection: string;
  /** Accepted, paused, nothing read yet. */
  readonly client: Socket;
  /** Opens a plain connection to the database; rejects when it cannot be reached in time. */
  dial(): Promise<Socket>;
  /** How to ask the database for TLS; undefined = in the clear. */
  readonly tls: ConnectionOptions | undefined;
  /** Takes what is seen; returns at once and never throws. */
  note(event: TapEvent): void;
  /** Milliseconds since the tap was opened. */
  now(): number;
  /** What the database says passes here. */
  readonly gate: ConnectionGate;
  /** Aborted when the tap closes, or cuts its connections. */
  readonly signal: AbortSignal;
}

/**
 * Carries one connection between its two ends, byte for byte once the ends have agreed on how to talk, and notes what it can
 * read. Resolves when both ends are closed; never rejects.
 */
export type Carry = (passage: Passage) => Promise<void>;
