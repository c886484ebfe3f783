/** Bytes that are not the protocol, or a part of it that the tap does not read. */
export class Unreadable extends Error {}
