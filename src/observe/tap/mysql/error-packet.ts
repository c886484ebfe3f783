/** An ERR packet: what a client shows when the tap cannot go on. `sequence` is the number of the packet. */
export function errorPacket(sequence: number, number: number, code: string, message: string): Buffer {
  const body = Buffer.concat([
    Buffer.from([0xff, number & 0xff, number >> 8]),
    Buffer.from(`#${code}${message}`, "utf8"),
  ]);
  const header = Buffer.from([0, 0, 0, sequence]);
  header.writeUIntLE(body.length, 0, 3);
  return Buffer.concat([header, body]);
}
