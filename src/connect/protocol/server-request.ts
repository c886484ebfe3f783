import type { JsonObject } from "../../model/json.ts";
import type { Id } from "./message.ts";

/** What we say to a request of the server: it is never left hanging, and never gets what a person would have to agree to. */
export type Answer =
  | { readonly answered: "result" | "declined"; readonly result: JsonObject }
  | { readonly answered: "declined"; readonly error: { readonly code: number; readonly message: string } };

/** Answers `ping` and `roots/list` (no roots), declines sampling and elicitation, does not know anything else. */
export function answerTo(method: string): Answer {
  switch (method) {
    case "ping":
      return { answered: "result", result: {} };
    case "roots/list":
      return { answered: "result", result: { roots: [] } };
    case "elicitation/create":
      return { answered: "declined", result: { action: "decline" } };
    case "sampling/createMessage":
      // The code and the words are the specification's own example of a user who says no.
      return { answered: "declined", error: { code: -1, message: "User rejected sampling request" } };
    default:
      return { answered: "declined", error: { code: -32601, message: "Method not found" } };
  }
}

/** The JSON-RPC message that carries an answer. */
export function answerMessage(id: Id, answer: Answer): JsonObject {
  return { jsonrpc: "2.0", id, ...("error" in answer ? { error: answer.error } : { result: answer.result }) };
}
