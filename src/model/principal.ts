import type { JsonObject } from "./json.ts";

/**
 * What the owner says of an identity: a `user` with data of its own; a `service`, which works but has no user behind it; or
 * one that the server has to refuse whatever its credentials say.
 */
export const standings = ["user", "service", "disabled", "deleted", "unknown"] as const;
export type Standing = (typeof standings)[number];

/** A token that is valid now, or one phrase on why its provider gave none. */
export type Issued = { readonly ok: true; readonly token: string } | { readonly ok: false; readonly why: string };

/** Where a bearer token comes from. */
export interface TokenSource {
  /**
   * A token that is valid now; a new one where the last is about to expire. Throws a `config-invalid` HarnessError for what
   * cannot be resolved at all.
   */
  get(signal: AbortSignal): Promise<Issued>;
  /** The refresh token that it would use next; absent or undefined where there is none yet. */
  refreshToken?(): string | undefined;
}

/** A header (its name in lower case) or, for a server that is started, a variable, whose whole value is a token. */
export type TokenPlace = { readonly header: string } | { readonly env: string };

/** The OAuth client with which a user's tokens are asked for, as the owner registered it. */
export interface LoginClient {
  readonly clientId: string;
  /** Undefined where nobody logs in in a browser. */
  readonly redirectUri: string | undefined;
  /** True where it has a secret or a key. */
  readonly confidential: boolean;
  /** The issuer that the config names; undefined where the server under test leads to it. */
  readonly issuer: string | undefined;
}

/** A named identity the harness can act as, its secrets already resolved. They live in memory only, never in a report. */
export interface Principal {
  readonly name: string;
  /** HTTP headers that carry the credentials; lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Environment of a stdio server that carries the credentials. */
  readonly env: Readonly<Record<string, string>>;
  /** Absent where its token is not that of a login. */
  readonly login?: LoginClient;
  /** Undefined where headers or environment are all there is. */
  readonly token: TokenSource | undefined;
  /** Where the token goes; sent as `Authorization: Bearer` when absent. */
  readonly tokenIn?: TokenPlace;
  readonly standing: Standing;
  /** The organisation it belongs to, as the owner calls it. */
  readonly tenant: string | undefined;
  /** Arguments that lead to objects of this identity alone, by tool name. */
  readonly samples: Readonly<Record<string, JsonObject>>;
  /** Globs of tool names, as the owner expects them for this identity. */
  readonly expect: {
    readonly allow: readonly string[];
    readonly deny: readonly string[];
    readonly list: readonly string[];
  };
}

/** Nobody: a caller without credentials. Always there. */
export const anonymous: Principal = {
  name: "anonymous",
  headers: {},
  env: {},
  token: undefined,
  standing: "unknown",
  tenant: undefined,
  samples: {},
  expect: { allow: [], deny: [], list: [] },
};
