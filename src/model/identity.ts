import type { Exchange } from "./exchange.ts";
import type { JsonObject } from "./json.ts";
import type { Principal } from "./principal.ts";
import type { SessionInfo } from "./session.ts";
import type { Step } from "./step.ts";
import type { Surface } from "./surface.ts";

/** What came of asking the server in the name of one principal, before any check. */
export interface Identity extends Pick<Principal, "name" | "standing" | "tenant" | "samples"> {
  /** What the owner says of this principal and a tool; undefined where nothing is said. */
  expected(tool: string): "allow" | "deny" | undefined;
  /** Whether the owner expects this principal to be listed a tool; undefined where nothing is said of its list. */
  expectedInList(tool: string): boolean | undefined;
  /** False for anonymous, and for one that the owner gave nothing to show. */
  readonly credentials: boolean;
  /** Where its credential is, if not in a bearer token. */
  readonly carriedIn?: "header" | "env";
  /** The claims of its bearer token; undefined where that is no JWT. Not verified: only the server can do that. */
  readonly claims: JsonObject | undefined;
  readonly admitted:
    | { readonly ok: true; readonly surface: Surface }
    /** `refused`: the server said no. Otherwise nobody knows: its provider gave no token, the server was not reached. */
    | { readonly ok: false; readonly refused: boolean; readonly why: string };
}

/** A token made to be wrong, and in what way, for people: `signed with a key of ours`. */
export interface Forged {
  readonly token: string;
  readonly says: string;
}

/** As whom one request, or a whole session, is made. */
export interface Who {
  /** A principal of the config, or `anonymous`. */
  readonly principal: string;
  /** In place of its bearer token; nothing at all where null. */
  readonly forged?: Forged | null;
  /** How the token is sent: as `Authorization: Bearer` when absent. */
  readonly sentAs?: "lower-case-scheme" | "other-scheme" | "query";
  /** Sent beside, each in place of one of the same name. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the client calls itself. */
  readonly client?: string;
}

/** What came of opening a session. */
export interface Entered {
  /** The handshake: what was answered to it, a refusal included. */
  readonly exchange: Exchange;
  /** Undefined where nobody was let in. */
  readonly visit: Visit | undefined;
}

/** One TCP connection, for requests over a session. Once the server has ended it, the replies are `closed`. */
export interface Line {
  request(method: string, params: JsonObject, step: Step, as?: Who): Promise<Exchange>;
}

/**
 * A session that is open. A request over it may be made as somebody else, and then goes over a connection of its own: the session
 * stays that of who opened it, and nothing else does.
 */
export interface Visit {
  readonly info: SessionInfo;
  /** True where the server gave it an id, which every request names. */
  readonly named: boolean;
  request(method: string, params: JsonObject, step: Step, as?: Who): Promise<Exchange>;
  /**
   * A bare request to the endpoint, with the id of this session: `GET` asks for its event stream, `DELETE` ends it. Its reply
   * is a `result` with `status` for 2xx, and `closed` over stdio.
   */
  bare(method: "GET" | "DELETE", step: Step, as?: Who): Promise<Exchange>;
  /**
   * A connection of its own, opened with its first request; undefined where there is none to speak of: stdio, SSE, a proxy. What
   * the server asks back for is answered as it is elsewhere, or `shown`: then the reply is what it asks.
   */
  line(back: "answered" | "shown"): Line | undefined;
}

/** What can be wrong with a provider: connections are cut, every answer is 500, or answers take longer than clients wait. */
export type ProviderFault = "down" | "errors" | "slow";

/** The provider of the principals, where that is the test issuer of this run. It makes their tokens whatever is wrong with it. */
export interface Provider {
  /** From now on, in place of what was wrong before. */
  fail(fault: ProviderFault): void;
  heal(): void;
  /**
   * From now on tokens are signed with new keys; the old ones stay published. Gives a token of this principal signed with
   * them; one phrase on why, where there is none.
   */
  rotate(principal: string): Promise<Forged | string>;
  /** Requests that came to it so far, answered or not. */
  asked(): number;
  /** Gives a server the time to notice what changed; shorter where the probe is over. */
  settle(ms: number): Promise<void>;
}
