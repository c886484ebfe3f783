import {
  type AuthorizationServer,
  allowInsecureRequests,
  type Client,
  type ClientAuth,
  customFetch,
  type TokenEndpointResponse,
} from "oauth4webapi";

/** All that a request for a token needs, whatever the grant. */
export interface Asking {
  readonly server: AuthorizationServer;
  readonly client: Client;
  readonly auth: ClientAuth;
  /** `scope`, `resource` and `audience`, as far as they are sent. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly options: RequestOptions;
  /** Fires when nobody waits for the token any more. */
  readonly signal: AbortSignal;
}

/** How the library sends: through the guarded way out, where plain http is for the host law to judge. */
export interface RequestOptions {
  readonly [customFetch]: typeof globalThis.fetch;
  readonly [allowInsecureRequests]: true;
}

/** One kind of token request. Gives one phrase where there is nothing to ask with; throws what the library throws. */
export type Grant = (asking: Asking) => Promise<TokenEndpointResponse | string>;
