import { isObject, type Json, type JsonObject } from "../../model/json.ts";

/** The id of a JSON-RPC request. */
export type Id = string | number;

/** One message of a peer, told apart by its shape. */
export type Message =
  | { readonly kind: "response"; readonly id: Id | null; readonly message: JsonObject }
  | { readonly kind: "request"; readonly id: Id; readonly method: string; readonly params: JsonObject }
  | { readonly kind: "notification"; readonly method: string; readonly params: JsonObject }
  | { readonly kind: "invalid"; readonly why: string };

/** Says what a parsed value is as a JSON-RPC 2.0 message. */
export function readMessage(value: Json): Message {
  if (!isObject(value)) return { kind: "invalid", why: "not a JSON-RPC message" };
  if (value.jsonrpc !== "2.0") return { kind: "invalid", why: "a message without jsonrpc 2.0" };
  const { id, method } = value;
  if (typeof method === "string") {
    const params = isObject(value.params) ? value.params : {};
    if (id === undefined) return { kind: "notification", method, params };
    if (typeof id === "string" || typeof id === "number") return { kind: "request", id, method, params };
    return { kind: "invalid", why: "a request whose id is neither a string nor a number" };
  }
  if (!("result" in value) && !("error" in value)) {
    return { kind: "invalid", why: "a message that is neither request nor reply" };
  }
  if (id === null || id === undefined) return { kind: "response", id: null, message: value };
  if (typeof id === "string" || typeof id === "number") return { kind: "response", id, message: value };
  return { kind: "invalid", why: "a reply whose id is neither a string nor a number" };
}
