/** PostgreSQL's message for a connection that cannot be made, as a client shows it. */
export function errorResponse(code: string, message: string): Buffer {
  const fields = ["SFATAL", "VFATAL", `C${code}`, `M${message}`].map((field) => `${field.replaceAll("\0", "")}\0`);
  const body = Buffer.from(`${fields.join("")}\0`, "utf8");
  const header = Buffer.from([0x45, 0, 0, 0, 0]);
  header.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([header, body]);
}
