import type { Exchange } from "./exchange.ts";
import type { JsonObject } from "./json.ts";
import type { Observation } from "./observation.ts";
import type { Step } from "./step.ts";

/** Facts of an observation of kind `authorization-server`: what the server under test sends its users to. */
export interface AuthorizationServerFacts {
  /**
   * `none` = the server under test leads to none; `ours` = to the test issuer of this run; `not-asked` = to one that the run may not
   * ask, or cannot.
   */
  readonly state: "found" | "none" | "ours" | "not-asked";
  /** One phrase, where it was not found. */
  readonly why: string;
  readonly issuer: string | null;
  /** Endpoints that the run may ask. */
  readonly endpoints: readonly ("authorization" | "token" | "registration")[];
  /** PKCE methods of its metadata. */
  readonly challengeMethods: readonly string[];
  /** True where an address of this machine means the same machine to it. */
  readonly onThisMachine: boolean;
}

/** A client of the authorization server that the run may ask as. */
export interface OAuthClient {
  readonly id: string;
  readonly redirectUri: string;
  /** True where it has no secret: what is asked of public clients is asked of it. */
  readonly public: boolean;
  /** True where it was registered by the run, so that its redirect URI is all there is; false for one of the config. */
  readonly registered: boolean;
}

/** How a code is bound to who asks for it (RFC 7636). */
export interface CodeChallenge {
  readonly method: "S256" | "plain";
  readonly verifier: string;
}

/** One request to the authorization endpoint. Absent members are what a right client sends. */
export interface AuthorizationRequest {
  readonly client: OAuthClient;
  readonly challenge?: CodeChallenge;
  /** In place of that of the client. */
  readonly redirectUri?: string;
  /** Parameters beside, each in place of one of the same name. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * What came of one: the redirects within the server are followed, as a browser would, none that leads elsewhere. Its reply, where
 * that is a `result`, has `AuthorizationAnswer` in it.
 */
export interface Authorized {
  readonly exchange: Exchange;
  /** The code, where one was given. */
  readonly code: string | undefined;
}

/** How a request to the authorization endpoint ended, where it was neither refused with an HTTP error nor cut off. */
export interface AuthorizationAnswer {
  /** `code` and `error` = a redirect that carries one; `elsewhere` = one that carries neither; `page` = something to read. */
  readonly answer: "code" | "error" | "elsewhere" | "page";
  /** Where the redirect leads, without its query; null for a page. */
  readonly to: string | null;
  /** The error code of a redirect. */
  readonly error: string | null;
  /** Places of the server that it led through, without their queries. */
  readonly through: readonly string[];
  /** The text of a page. */
  readonly text: string;
}

/** Tokens that the run was given; the reply in the exchange says `granted: true` where there are any. */
export interface Granted {
  readonly exchange: Exchange;
  readonly accessToken: string | undefined;
  readonly refreshToken: string | undefined;
}

/** A client that was registered with metadata of the probe's. */
export interface Registered {
  readonly exchange: Exchange;
  /** Undefined where it was refused. */
  readonly client: OAuthClient | undefined;
}

/**
 * Facts of an observation of kind `client-address`: what came to the addresses of ours that the authorization server was given,
 * since it was last looked.
 */
export interface ClientAddressFacts {
  /** The names of those that were asked for. */
  readonly asked: readonly string[];
  /** What the first request called itself; empty where nothing came. */
  readonly agent: string;
}

/** Asks the authorization server that the server under test sends its users to, or that it is itself. Every request is recorded. */
export interface AuthorizationServer {
  /** What there is to ask, as an observation with `AuthorizationServerFacts`; looked for once in a run. */
  find(label: string): Promise<Observation>;
  /**
   * A client to ask as: registered for the run (RFC 7591), else that of a principal's config; one phrase on why there is none. One
   * that cannot be removed again is used by all checks.
   */
  client(step: Step): Promise<OAuthClient | string>;
  /** Registers a client with further metadata, for this probe alone. */
  register(metadata: JsonObject, step: Step): Promise<Registered>;
  /** Removes a client of `client` or `register`, where the server lets its owner do so (RFC 7592). */
  remove(client: OAuthClient): Promise<void>;
  authorize(request: AuthorizationRequest, step: Step): Promise<Authorized>;
  /** One token request as this client. */
  token(client: OAuthClient, form: Readonly<Record<string, string>>, step: Step): Promise<Granted>;
  /** A refresh token of a principal, which is lost then; one phrase on why there is none. */
  borrowed(): Promise<{ readonly client: OAuthClient; readonly refreshToken: string } | string>;
  /** An address of ours on 127.0.0.1 with plain http, by its name; whoever comes there finds metadata of a client, or keys. */
  address(name: string): Promise<string>;
  /** What came there, as an observation with `ClientAddressFacts`. */
  look(label: string): Promise<Observation>;
}
