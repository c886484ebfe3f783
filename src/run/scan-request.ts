import type { JsonObject } from "../model/json.ts";
import type { Lock } from "../model/lock.ts";
import type { Principal } from "../model/principal.ts";
import type { Promises } from "../model/promises.ts";
import type { Target } from "../model/target.ts";
import type { Severity } from "../model/verdict.ts";
import type { NetOptions } from "../net/options.ts";
import type { EmbeddedIssuer } from "./issuer/embedded-issuer.ts";
import type { LoadRequest } from "./load/load-request.ts";

/** Which part of a server and of the suites is looked at. Globs; an empty list = everything. */
export interface Selection {
  readonly suites: readonly string[];
  readonly checks: readonly string[];
  readonly includeTools: readonly string[];
  readonly excludeTools: readonly string[];
  readonly includeParams: readonly string[];
}

/** Everything one scan needs, resolved: no file is read and no environment looked at after this. */
export interface ScanRequest {
  readonly target: Target;
  /** Short name for folders and headings. */
  readonly targetName: string;
  /** The first one is who the scan acts as; none = anonymous. */
  readonly principals: readonly Principal[];
  /** The test issuer that the server under test is pointed at; the run opens and closes it. */
  readonly embedded: EmbeddedIssuer | undefined;
  readonly promises: Promises;
  readonly samples: Readonly<Record<string, JsonObject>>;
  readonly canaries: readonly {
    readonly name: string;
    readonly value: string;
    readonly visibleTo: readonly string[];
  }[];
  /** The database behind the server: one of the two at the most. */
  readonly observe: {
    readonly postgresUrl: string | undefined;
    readonly mysqlUrl?: string | undefined;
    /** Where an upstream API of ours listens on 127.0.0.1; absent where the server is not pointed at one. */
    readonly upstreamPort?: number | undefined;
  };
  /** The tap between the server under test and its database. */
  readonly tap: {
    readonly on: boolean;
    /** The database as the server under test would reach it by itself: a URL. */
    readonly upstream: string | undefined;
    /** Where it listens, 0 = any that is free. */
    readonly port: number;
    /** Files to write for the run with the tap's address in them, each with its template; absolute paths. */
    readonly files: Readonly<Record<string, string>>;
  };
  /** Undefined members take the defaults of engine/budget. */
  readonly budget: {
    readonly requests: number | undefined;
    readonly seconds: number | undefined;
    readonly concurrency: number | undefined;
    readonly rate: number | undefined;
  };
  readonly selection: Selection;
  /** What the server listed when its owner agreed with it; undefined = nobody locked it. */
  readonly lock: Lock | undefined;
  /** The load to make at the end; undefined = none. */
  readonly load: LoadRequest | undefined;
  readonly allowDestructive: boolean;
  readonly net: NetOptions;
  /** Milliseconds for one request. */
  readonly timeoutMs: number;
  readonly seed: number;
  readonly gate: { readonly failOn: Severity; readonly failOnSuspected: boolean; readonly strict: boolean };
  /** Strings that must never be written anywhere: tokens, passwords, keys that the user handed in. */
  readonly secrets: readonly string[];
  /** Calls back with each secret that comes to be later: tokens that providers give out. */
  readonly hearSecrets: (listener: (secret: string) => void) => void;
}
