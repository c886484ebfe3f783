import type { ReplyPacket } from "./reply-packet.ts";
import type { RowCount } from "./row-count.ts";

/** What an ERR packet says. */
export interface DatabaseError {
  readonly number: number;
  /** SQLSTATE. */
  readonly code: string;
  readonly message: string;
}

/** How a request ended. */
export interface Outcome {
  readonly rows: number | undefined;
  /** Status flags; undefined where the database gave none. */
  readonly status: number | undefined;
  readonly error: DatabaseError | undefined;
}

/** Reads replies of one kind, packet by packet and one reply after the other. */
export interface ReplyReader {
  /**
   * Gives the outcome with the last packet of a reply and then begins anew; undefined = there is more of it, `file` = the client
   * now sends the content of a file. Throws an Unreadable for what is no such reply.
   */
  take(packet: ReplyPacket): Outcome | "file" | undefined;
  /** Where the next packets need only be counted, up to one that starts like an end or an error. */
  readonly passing: RowCount | undefined;
}
