import type { Offer } from "./greeting.ts";
import { type Reading, want } from "./reading.ts";
import { Unreadable } from "./unreadable.ts";
import { cacheMetadata, capability } from "./wire.ts";

/** What both ends agreed on, as far as it changes how the rest is read. */
export interface Session {
  /** Column definitions and rows end without an EOF packet of the old kind. */
  readonly deprecateEof: boolean;
  /** A query has attributes before its text, an execution after its values. */
  readonly queryAttributes: boolean;
  /** A result set says whether its columns are described. */
  readonly saysMetadata: boolean;
  /** So does the answer to a PREPARE. */
  readonly saysPreparedMetadata: boolean;
}

/** Reads the client's answer to the greeting, up to where names and passwords begin. Throws an Unreadable for what cannot be followed. */
export function* readSession({ capabilities, extended }: Offer): Reading<Session> {
  const lower = (yield want(2)).readUInt16LE();
  if ((lower & capability.protocol41) === 0) throw new Unreadable("it speaks the protocol from before MySQL 4.1");
  const chosen = lower | ((yield want(2)).readUInt16LE() << 16);
  if ((chosen & capability.ssl) !== 0) {
    throw new Unreadable(
      "the client uses TLS though it was declined: turn it off in its database settings (ssl, sslmode, ssl-mode)",
    );
  }
  if ((chosen & (capability.compress | capability.zstd)) !== 0) {
    throw new Unreadable(
      "the client compresses though that was declined: turn it off in its database settings (compress)",
    );
  }
  // Longest packet, character set, filler.
  yield want(4 + 1 + 19);
  const own = (yield want(4)).readUInt32LE();
  const both = chosen & capabilities;
  const bothOwn = (chosen & capability.mysql) === 0 ? own & extended : 0;
  const optional = (both & capability.optionalMetadata) !== 0;
  return {
    deprecateEof: (both & capability.deprecateEof) !== 0,
    queryAttributes: (both & capability.queryAttributes) !== 0,
    saysMetadata: optional || (bothOwn & cacheMetadata) !== 0,
    saysPreparedMetadata: optional,
  };
}
