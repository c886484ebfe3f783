import { type Reply, succeeded } from "../../model/reply.ts";

/**
 * What a reply says of access: `served` = the server did what was asked; `refused` = it said no, in whichever way (status,
 * JSON-RPC error, error of the tool); `unknown` = nobody can tell, since nothing or nonsense came back.
 */
export type Access = "served" | "refused" | "unknown";

/** Reads the access that one reply stands for. A server that breaks over a token (5xx) has not served it. */
export function accessOf(reply: Reply): Access {
  if (succeeded(reply)) return "served";
  switch (reply.kind) {
    case "tool-error":
    case "rpc-error":
    case "http-error":
      return "refused";
    default:
      return "unknown";
  }
}
