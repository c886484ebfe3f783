import type { AuthorizationServer } from "./authorization-server.ts";
import type { Exchange } from "./exchange.ts";
import type { ForgedKind } from "./forged-kind.ts";
import type { Entered, Forged, Provider, Who } from "./identity.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Excess } from "./load/limits.ts";
import type { LoadGroup } from "./load/pressure.ts";
import type { Observation } from "./observation.ts";
import type { Scene } from "./scene.ts";
import type { Step } from "./step.ts";
import type { Subject } from "./subject.ts";
import type { DatabaseFault } from "./tap.ts";

export type { Step } from "./step.ts";

/** Calls the server under test. Throws only to end the probe: budget spent, run interrupted, target lost. */
export interface Caller {
  /** One `tools/call`. */
  tool(name: string, args: JsonObject, step: Step): Promise<Exchange>;
  /** Any other request. */
  request(method: string, params: JsonObject, step: Step): Promise<Exchange>;
  /** The same identity on a new session, which the engine closes after the probe. */
  fresh(): Promise<Caller>;
}

/** Valid arguments for a tool: the owner's samples first, then what the server was seen to accept, else made from its schema. */
export interface Arguments {
  /** Arguments that should make the tool work. */
  valid(tool: string): { readonly args: JsonObject; readonly source: "sample" | "learnt" | "schema" };
  /**
   * The value at a path of a tool's valid arguments; where they have none, since the argument may be left out, one that is
   * known or that the schema allows. Undefined where nothing is known of it at all.
   */
  typical(tool: string, path: string): Json | undefined;
  /** A value that the server itself was seen to use under this name; undefined where none was. */
  known(name: string): Json | undefined;
  /** The same with one value changed, all else as it was. */
  place(args: JsonObject, path: string, value: Json): JsonObject;
  /** The value at a path, undefined where there is none. */
  read(args: JsonObject, path: string): Json | undefined;
}

/** Looks into the database behind the server, where the owner gave its URL. Every look is recorded as an observation. */
export interface Database {
  readonly dialect: "postgres" | "mysql";
  /** Runs one statement; a failure of the database is an observation with `error`, not an exception. */
  query(sql: string, label: string): Promise<Observation>;
  /**
   * What is different from the last time this probe asked, as `changes`, a list of `DatabaseChange`; none the first time. Tables
   * of ours are passed over.
   */
  changes(label: string): Promise<Observation>;
}

/** Sees the statements that reach the database, where the run has a tap. */
export interface StatementTap {
  readonly dialect: "postgres" | "mysql";
  /** True once anything connected through it: before, that no statement was seen means nothing. */
  readonly connected: boolean;
  /**
   * The statements since this subject's probe began that hold `needle` in their text or in a bind value (whatever the case of
   * its letters), each recorded as an observation of kind `statement` with `StatementFacts`. Each once, no more than `mostInOneLook`. Waits a moment for the first to come.
   */
  carrying(needle: string, label: string): Promise<readonly Observation[]>;
}

/** Lets the database of the server under test fail, where the run has a tap. It is well again after the probe, however that ends. */
export interface DatabaseFaults {
  /** From now on, in place of what was wrong before. */
  fail(fault: DatabaseFault): void;
  heal(): void;
  /** What came to the database since the port was opened, or it was last looked: an observation with `DatabaseUseFacts`. */
  look(label: string): Observation;
  /** Gives a server the time to notice what changed; shorter where the probe is over. */
  settle(ms: number): Promise<void>;
}

/** Acts as any principal of the config, as nobody, or with a token that is wrong. */
export interface Identities {
  /** Opens a session as somebody. The engine closes it after the probe. */
  enter(who: Who, step: Step): Promise<Entered>;
  /** Tokens that are wrong in one way, made from that of a principal; why there are none, in one phrase, where there are none. */
  forge(kind: ForgedKind, principal: string): Promise<readonly Forged[] | string>;
  /**
   * Goes the way of a client without credentials, from the `WWW-Authenticate` it was answered with to the authorization server:
   * an observation with `MetadataFacts`. Undefined where the server is not reached by HTTP.
   */
  metadata(challenge: string | undefined, label: string): Promise<Observation | undefined>;
  /** Undefined where the server is behind a provider of its own. */
  readonly provider?: Provider;
}

/** One HTTP request to the endpoint, or beside it on the same origin, valid or not. */
export interface RawHttp {
  readonly verb: string;
  /** Path and query; the endpoint's own when absent. */
  readonly path?: string;
  /** Each in place of a usual one of the same name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Sent without the credentials of the run's principal. */
  readonly anonymous?: true;
}

/** Sends HTTP requests that no client would send, outside any session, with the credentials of the run's principal unless it says otherwise. */
export interface RawWire {
  /** The path of the endpoint. */
  readonly path: string;
  /** An exchange whose method is `HTTP` and the verb, and whose parameters are all else. */
  send(request: RawHttp, step: Step): Promise<Exchange>;
}

/** The API of ours that the owner points the server at. Others may reach it, too: only what comes during one call tells of that call. */
export interface Upstream {
  /** What came since it was last looked at, and where the token of this principal was in it, with `UpstreamFacts`. */
  look(principal: string, label: string): Promise<Observation>;
}

/** Deterministic under `--seed`: the same subject gets the same values, whatever runs beside it. */
export interface Random {
  /** A whole number, both ends included. */
  integer(min: number, max: number): number;
  /** Lower-case letters. */
  word(length: number): string;
}

/** What was measured under load, before the checks that ask for it. */
export interface LoadSeen {
  /** All of it but what happened second by second, as an observation of kind `load` with `LoadFacts`. */
  observe(label: string): Observation;
  /**
   * The first reply of each kind of failure that came up with more than one user, each recorded as an exchange, and what it tells of the inside of
   * the server: an observation with `FailuresFacts`.
   */
  failures(label: string): Observation;
}

/** Keeps the server busy for a while with the calls of the load. Every observation has `why` alone where no load could be made. */
export interface Pressure {
  /**
   * Lets groups of users call beside each other until `work` has ended, or for so many seconds at the most: an observation with
   * `PressureFacts`.
   */
  press(
    groups: readonly LoadGroup[],
    seconds: number,
    label: string,
    work?: (over: AbortSignal) => Promise<void>,
  ): Promise<Observation>;
  /** Leaves the server alone. */
  rest(seconds: number): Promise<void>;
  /** Opens sessions in batches, leaves them to the server and rests: an observation with `AbandonedFacts`. */
  abandon(batches: readonly number[], restSeconds: number, label: string): Promise<Observation>;
}

/** Sends what no client would, beside requests of others on connections of their own. */
export interface Limits {
  /** An observation with `ExcessFacts`, or with `why` alone where it cannot be sent. */
  exceed(excess: Excess, label: string): Promise<Observation>;
}

/** Every port there is, by the name a check asks for it. */
export interface Ports {
  readonly calls: Caller;
  readonly database: Database;
  readonly tap: StatementTap;
  readonly faults: DatabaseFaults;
  readonly identities: Identities;
  readonly upstream: Upstream;
  readonly raw: RawWire;
  readonly authorization: AuthorizationServer;
  readonly load: LoadSeen;
  readonly pressure: Pressure;
  readonly limits: Limits;
}

export type Port = keyof Ports;
export type NeededPorts<P extends Port> = Pick<Ports, P>;

/** What every probe gets, whatever it needs. */
export interface ProbeContext {
  readonly subject: Subject;
  readonly scene: Scene;
  readonly args: Arguments;
  readonly random: Random;
  /** 1, or 2 when a fail is repeated on a fresh session. */
  readonly round: number;
  /** In round 2 the techniques that worked in round 1; undefined = all of them. */
  readonly only: readonly string[] | undefined;
}
