/** What many requests begin with, written once. */
export interface RequestHead {
  readonly method: "POST" | "DELETE";
  readonly path: string;
  /** Names and values in turn, without those that are our affair. */
  readonly headers: readonly string[];
  /** All of it up to the number of bytes that follow. */
  readonly text: string;
}

/** Writes a head. Throws for a header that cannot be sent, or that says how the message is framed, which is for us to say. */
export function requestHead(
  method: RequestHead["method"],
  host: string,
  path: string,
  headers: readonly string[],
): RequestHead {
  const kept: string[] = [];
  let named = false;
  let lines = "";
  for (let at = 0; at < headers.length; at += 2) {
    const [name = "", value = ""] = [headers[at], headers[at + 1]];
    if (!token.test(name) || !sendable.test(value)) throw new Error(`the header ${name.slice(0, 100)} cannot be sent`);
    const known = name.toLowerCase();
    if (framing.has(known)) throw new Error(`the header ${known} is not for others to send`);
    if (known === "connection") continue;
    named ||= known === "host";
    kept.push(name, value);
    lines += `${name}: ${value}\r\n`;
  }
  const address = named ? "" : `host: ${host}\r\n`;
  const first = `${method} ${path} HTTP/1.1\r\n${address}connection: keep-alive\r\n`;
  return { method, path, headers: kept, text: `${first}${lines}content-length: ` };
}

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const sendable = /^[\t\x20-\x7e\x80-\xff]*$/;
const framing = new Set(["content-length", "transfer-encoding", "keep-alive", "upgrade", "expect", "trailer", "te"]);
