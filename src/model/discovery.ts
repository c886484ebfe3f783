import type { JsonObject } from "./json.ts";

/** The `Bearer` challenge of a 401 or 403, as RFC 6750 and RFC 9728 have it. */
export interface Challenge {
  readonly scheme: string;
  /** Names in lower case. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** One place where metadata was looked for. */
export interface Look {
  readonly url: string;
  readonly found: boolean;
  /** What was there, one phrase: `status 404`, `not JSON`, `its host is not allowed`. */
  readonly says: string;
}

/** The metadata of the protected resource (RFC 9728), and where it was. */
export interface ResourceMetadata {
  readonly url: string;
  readonly resource: string | undefined;
  readonly authorizationServers: readonly string[];
  readonly scopes: readonly string[];
  readonly document: JsonObject;
}

/** The metadata of an authorization server (RFC 8414 or OpenID Connect Discovery), and where it was. */
export interface ServerMetadata {
  readonly url: string;
  /** The issuer that was looked for. */
  readonly asked: string;
  readonly issuer: string | undefined;
  readonly authorizationEndpoint: string | undefined;
  readonly tokenEndpoint: string | undefined;
  readonly registrationEndpoint: string | undefined;
  readonly challengeMethods: readonly string[];
  readonly document: JsonObject;
}

/** What is wrong with the metadata. */
export type DiscoveryProblem =
  | "no-challenge"
  | "no-resource-metadata"
  | "resource-metadata-elsewhere"
  | "resource-missing"
  | "resource-mismatch"
  | "resource-broader"
  | "no-authorization-server"
  | "authorization-server-not-followed"
  | "no-server-metadata"
  | "issuer-missing"
  | "issuer-mismatch"
  | "no-endpoints"
  | "endpoint-not-https"
  | "no-pkce"
  | "no-s256"
  | "offline-access-asked"
  | "wildcard-scope";

/** What was found on the way from a server under test to its authorization server. */
export interface Discovery {
  /** Of the answer to a request without credentials; undefined where there was none. */
  readonly challenge: Challenge | undefined;
  readonly resource: ResourceMetadata | undefined;
  /** Of the first authorization server that has any; undefined where none has. */
  readonly server: ServerMetadata | undefined;
  readonly looks: readonly Look[];
  /** `says` is one phrase for people. */
  readonly problems: readonly { readonly kind: DiscoveryProblem; readonly says: string }[];
}

/** Facts of an observation of kind `metadata`: what a client finds that has no credentials, and how it found it. */
export interface MetadataFacts {
  readonly challenge: Challenge | null;
  readonly resource:
    | (Pick<ResourceMetadata, "url" | "authorizationServers"> & { readonly resource: string | null })
    | null;
  readonly server:
    | (Pick<ServerMetadata, "url" | "asked" | "challengeMethods"> & { readonly issuer: string | null })
    | null;
  readonly looks: readonly Look[];
  readonly problems: Discovery["problems"];
}
