import type { Reply } from "../../src/model/reply.ts";
import type { Transport } from "../../src/model/target.ts";

/** One command of a build; the programs it needs tell what is missing where one is not there. */
export interface BuildStep {
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** One call of a tool and what must come of it. */
export interface ToolCall {
  readonly tool: string;
  readonly args: Readonly<Record<string, string | number>>;
  readonly expect: (reply: Reply) => boolean;
}

/** A tool that makes the server ask the client something while the call runs. */
export interface Question {
  readonly kind: "ping" | "roots" | "sampling" | "elicitation";
  readonly tool: string;
  readonly args: Readonly<Record<string, string | number>>;
}

/** One way to run a peer. `{port}` in the command stands for the port to listen on. */
export interface Leg {
  readonly transport: Transport;
  /** Set where a peer has two legs on one transport. */
  readonly variant?: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Path of the endpoint; empty for stdio. */
  readonly path: string;
  /** The newest revision that the leg offers for each era; an era that is absent must be refused cleanly. */
  readonly offers: { readonly legacy?: string; readonly modern?: string };
}

/** One server to try, how it is built and what is called. */
export interface Peer {
  readonly id: string;
  /** Name and version as the table shows them. */
  readonly sdk: string;
  readonly language: "TypeScript" | "Python" | "Go" | "Rust" | "Java";
  /** Folder under `peers/` with source and pins, and under the cache with what was built. */
  readonly folder: string;
  readonly build: readonly BuildStep[];
  /** Seconds for the whole build. */
  readonly buildSeconds: number;
  readonly legs: readonly Leg[];
  readonly call: ToolCall;
  /** A call that ends as an error of the tool. */
  readonly fail: ToolCall | undefined;
  /** A call that reports progress and logs while it runs. */
  readonly slow: ToolCall | undefined;
  readonly questions: readonly Question[];
}
