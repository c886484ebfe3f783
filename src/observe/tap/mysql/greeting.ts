import { capability } from "./wire.ts";

/** What the database says that it can do. */
export interface Offer {
  readonly capabilities: number;
  /** MariaDB's own capabilities; 0 of MySQL. */
  readonly extended: number;
}

/** Reads a greeting, without the header of its packet; undefined for one that is none. */
export function offerOf(greeting: Buffer): Offer | undefined {
  const at = placesIn(greeting);
  if (at === undefined) return undefined;
  const capabilities = greeting.readUInt16LE(at.lower) | (at.whole ? greeting.readUInt16LE(at.upper) << 16 : 0);
  const isMariaDb = at.whole && (capabilities & capability.mysql) === 0;
  return { capabilities, extended: isMariaDb ? greeting.readUInt32LE(at.extended) : 0 };
}

/** A greeting that offers neither TLS nor compression and is the same in every other byte; undefined for one that is none. */
export function declineInGreeting(greeting: Buffer): Buffer | undefined {
  const at = placesIn(greeting);
  const offer = offerOf(greeting);
  if (at === undefined || offer === undefined) return undefined;
  const changed = Buffer.from(greeting);
  const capabilities = offer.capabilities & ~(capability.ssl | capability.compress | capability.zstd);
  changed.writeUInt16LE(capabilities & 0xffff, at.lower);
  if (at.whole) changed.writeUInt16LE(capabilities >>> 16, at.upper);
  return changed;
}

const protocolVersion = 10;

/** Where the capabilities are: behind the version's text, the connection's number and the first part of the scramble. */
function placesIn(greeting: Buffer) {
  const afterVersion = greeting.indexOf(0, 1) + 1;
  const lower = afterVersion + 13;
  if (greeting[0] !== protocolVersion || afterVersion === 0 || greeting.length < lower + 2) return undefined;
  const extended = afterVersion + 27;
  // Very old servers end it early.
  return { lower, upper: afterVersion + 18, extended, whole: greeting.length >= extended + 4 };
}
