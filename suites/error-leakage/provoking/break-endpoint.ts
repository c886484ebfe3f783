import type { RawHttp, RawWire } from "../../../src/model/ports.ts";

const json = { "Content-Type": "application/json" };
const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';

/** Bytes of the body that is too long: more than the usual limits of body parsers, 100 kB to 1 MB. */
const oversize = 2_200_000;
const deep = 20_000;

/** Requests that are wrong before anything of the protocol can be read. */
const wrong: readonly (readonly [label: string, request: RawHttp])[] = [
  ["malformed JSON", { verb: "POST", headers: json, body: '{"jsonrpc":"2.0","id":1,"method":' }],
  ["no JSON at all", { verb: "POST", headers: json, body: "gauntlet" }],
  ["an empty body", { verb: "POST", headers: json, body: "" }],
  ["a number for a message", { verb: "POST", headers: json, body: "7" }],
  ["an empty batch", { verb: "POST", headers: json, body: "[]" }],
  ["another content type", { verb: "POST", headers: { "Content-Type": "text/xml" }, body: "<gauntlet/>" }],
  [
    "an unknown charset",
    { verb: "POST", headers: { "Content-Type": "application/json; charset=gauntlet" }, body: ping },
  ],
  ["an unknown encoding", { verb: "POST", headers: { ...json, "Content-Encoding": "gauntlet" }, body: ping }],
  [
    "a body that is not what its encoding says",
    { verb: "POST", headers: { ...json, "Content-Encoding": "gzip" }, body: ping },
  ],
  ["a body too long", { verb: "POST", headers: json, body: `"${"A".repeat(oversize)}"` }],
  ["a body too deep", { verb: "POST", headers: json, body: "[".repeat(deep) + "]".repeat(deep) }],
  [
    "a session that does not exist",
    { verb: "POST", headers: { ...json, "Mcp-Session-Id": "gauntlet-unknown" }, body: ping },
  ],
  [
    "a revision that does not exist",
    { verb: "POST", headers: { ...json, "MCP-Protocol-Version": "gauntlet" }, body: ping },
  ],
  ["nothing that is accepted", { verb: "POST", headers: { ...json, Accept: "image/png" }, body: ping }],
  ["another verb", { verb: "PUT", headers: json, body: ping }],
  ["an address that cannot be decoded", { verb: "GET", path: "/%E0%A4%A", headers: {} }],
  ["an address beside it", { verb: "GET", path: "/gauntlet-unknown", headers: {} }],
];

/** Requests of `breakEndpoint`. */
export const endpointRequests = wrong.length;

/** Sends what is no message of the protocol at all. */
export async function breakEndpoint(raw: RawWire): Promise<void> {
  for (const [label, request] of wrong) await raw.send(request, { role: "attack", label: `sent: ${label}` });
}
