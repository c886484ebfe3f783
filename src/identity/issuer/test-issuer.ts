import type { JSONWebKeySet } from "jose";
import type { JsonObject } from "../../model/json.ts";
import type { Faults } from "./faults.ts";
import type { IssuerAlgorithm, Rotation } from "./key-ring.ts";
import type { MintOptions } from "./mint.ts";
import type { SeenRequest } from "./request-log.ts";

/** An OpenID Connect issuer on this machine that says whatever it is told to. */
export interface TestIssuer {
  /** The issuer identifier, without a slash at its end. */
  readonly url: string;
  readonly port: number;
  readonly jwksUri: string;
  readonly algorithm: IssuerAlgorithm;
  /**
   * A signed token. `sub`, `name`, `email`, `groups`, `roles`, `tenant` and `scopes` are shaped by the preset, and every other
   * claim stands as it is given.
   */
  mint(claims: JsonObject, options?: MintOptions): Promise<string>;
  /** A token that says nothing by itself; `/introspect` and `/userinfo` know what it stands for. */
  mintOpaque(claims: JsonObject, options?: MintOptions): Promise<string>;
  /** What `/revoke` does to an access token. */
  revoke(token: string): void;
  /** The public keys that `/jwks` shows. */
  keys(): JSONWebKeySet;
  rotate(how: Rotation): Promise<void>;
  faults(): Faults;
  /** Changes the faults that are named; the others stay. */
  fail(faults: Partial<Faults>): void;
  /** Ends all faults. */
  heal(): void;
  /** The last ten thousand requests, oldest first; those to the control endpoints are not among them. */
  requests(): readonly SeenRequest[];
  /** Safe to call twice. */
  close(): Promise<void>;
}
