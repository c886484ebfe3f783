import type { LoadSession } from "../../../load/wire/load-session.ts";
import type { Reply } from "../../../model/reply.ts";

/** Opens the sessions of a load, each as the principal of its user. */
export interface LoadSessions {
  /** The session of the user with this number, or what it was refused with. */
  open(user: number): Promise<LoadSession | Reply>;
  /** Who the user with this number is. */
  principalOf(user: number): string;
  /** Sockets that are open now. */
  sockets(): number;
  /** Resident bytes of the server now; undefined where it is not a child of ours, or no longer the same one. */
  memory(): number | undefined;
  /** Ends all that are left, and whatever was opened for them. */
  close(): Promise<void>;
}
