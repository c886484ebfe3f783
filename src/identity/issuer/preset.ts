import type { Json, JsonObject } from "../../model/json.ts";
import type { Person } from "./person.ts";

/** What a preset may use of the token it shapes. */
export interface TokenFacts {
  /** The client that the token is issued to. */
  readonly clientId: string;
  /** Unique for each token. */
  readonly id: string;
  /** Seconds since 1970. */
  readonly issuedAt: number;
}

/** A client that acts for itself, without a user. */
export interface Service {
  readonly roles: Json | undefined;
  readonly tenant: Json | undefined;
  readonly scopes: Json | undefined;
}

/** How one provider shapes an access token. `iss`, `aud`, `iat` and `exp` are there already; a member that is undefined is left out. */
export interface Preset {
  /** Members of the JOSE header beside `alg` and `kid`. */
  readonly header: JsonObject;
  person(person: Person, token: TokenFacts): JsonObject;
  service(service: Service, token: TokenFacts): JsonObject;
}
