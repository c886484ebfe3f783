import type { JsonObject } from "./json.ts";
import type { Reply } from "./reply.ts";
import type { Transport } from "./target.ts";

/** One JSON-RPC request to send. */
export interface Call {
  readonly method: string;
  readonly params?: JsonObject;
  /** Milliseconds until the reply counts as `timeout`. */
  readonly timeoutMs: number;
  /** Gives the call up at once; the reply is then `closed`. */
  readonly signal?: AbortSignal;
  /** HTTP headers in place of those that carry the credentials of the session; only sessions of our own heed them. */
  readonly credentials?: Readonly<Record<string, string>>;
}

/** What a handshake told about the connection. */
export interface SessionInfo {
  readonly transport: Transport;
  readonly era: "legacy" | "modern";
  readonly protocolVersion: string;
  readonly server: { readonly name: string; readonly version: string };
  readonly capabilities: JsonObject;
  readonly instructions: string | undefined;
}

/** Something a session saw beside replies. Text is as the server sent it, cut at a limit: redact before it is kept. */
export type Sighted =
  | { readonly kind: "notification"; readonly method: string; readonly params: JsonObject }
  | {
      readonly kind: "server-request";
      readonly method: string;
      readonly params: JsonObject;
      readonly answered: "result" | "declined";
    }
  | { readonly kind: "stderr"; readonly text: string }
  /** Of every HTTP response. */
  | { readonly kind: "http-headers"; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: "stray-output"; readonly text: string }
  | {
      readonly kind: "exit";
      readonly code: number | null;
      readonly signal: string | null;
      readonly stderrTail: string;
    };

/** One open connection with the server under test, as one principal. */
export interface Session {
  readonly info: SessionInfo;
  /** Undefined while open; afterwards one phrase on why it ended. */
  readonly ended: string | undefined;
  /** Sends one request and waits for its reply. Never throws for anything that the server does. */
  request(call: Call): Promise<Reply>;
  /** Sends one notification; resolves when it is written. Never throws for anything that the server does. */
  notify(method: string, params: JsonObject): Promise<void>;
  /** Ends the session cleanly (DELETE, closed pipe) and its process group; safe to call twice; bounded in time. */
  close(): Promise<void>;
}

/** What came of opening a session: a server that will not talk is a fact about it, not an exception. */
export type Opened =
  | { readonly ok: true; readonly session: Session }
  | {
      readonly ok: false;
      /**
       * `unreachable`: no connection (refused, DNS, TLS, command not found, exited at start, never answered).
       * `handshake`: it answered, but not as MCP. `unauthorized`: 401 or 403 at the gate.
       */
      readonly failure: "unreachable" | "handshake" | "unauthorized";
      /** One sentence, with the last lines of stderr where there is a process. */
      readonly message: string;
      /** What to do about it, one sentence. */
      readonly hint: string;
      /** What the server answered to the handshake; undefined where it answered nothing. */
      readonly reply: Reply | undefined;
    };
