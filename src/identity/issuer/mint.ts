import type { JsonObject } from "../../model/json.ts";
import { signed } from "../forge/jws.ts";
import { drifted, type Faults } from "./faults.ts";
import type { IssuerAlgorithm, KeyRing } from "./key-ring.ts";
import { readPerson } from "./person.ts";
import type { Preset } from "./preset.ts";

/** How a token departs from an ordinary one. */
export interface MintOptions {
  /** Seconds from now to `exp`, negative for a token that has expired; null leaves it out. */
  readonly expiresIn?: number | null;
  /** Seconds from now to `nbf`. */
  readonly notBefore?: number;
  readonly audience?: string | readonly string[];
  readonly issuer?: string;
  readonly clientId?: string;
  /** The token of a client that acts for itself: `sub` is its id where `clientId` says none. */
  readonly service?: boolean;
  /** The claims as they are written, beside `iss`, `aud`, `iat` and `exp`: no preset shapes them. */
  readonly raw?: boolean;
  /** Claims to leave out, by their names in the token. */
  readonly without?: readonly string[];
  /** As in `Faults`, for this token alone. */
  readonly renamed?: Faults["renamed"];
  readonly retyped?: Faults["retyped"];
  readonly algorithm?: IssuerAlgorithm;
  /** Laid over the JOSE header. */
  readonly header?: JsonObject;
  /** Says the payload's very text, from the claims it would have. */
  readonly written?: (claims: JsonObject) => string;
}

/** What a mint works with. */
export interface MintSetting {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithm: IssuerAlgorithm;
  readonly preset: Preset;
  /** Laid over the claims of every token. */
  readonly claims: JsonObject;
  /** Laid over the JOSE header of every token. */
  readonly header: JsonObject;
  readonly keys: KeyRing;
  readonly clientId: string;
  faults(): Faults;
  /** Seconds since 1970, by the issuer's clock with its skew. */
  seconds(): number;
  nextId(): string;
}

/** Seconds that a token of the test issuer lives. */
export const lifetime = 3600;

/** The payload of a token, before it is signed. */
export function payloadFor(setting: MintSetting, claims: JsonObject, options: MintOptions): JsonObject {
  const issuedAt = setting.seconds();
  const { person, rest } = readPerson(claims);
  const itself = options.service ? [person.sub, rest.client_id].find((id) => typeof id === "string") : undefined;
  const facts = { clientId: options.clientId ?? itself ?? setting.clientId, id: setting.nextId(), issuedAt };
  const shaped = options.service ? setting.preset.service(person, facts) : setting.preset.person(person, facts);
  const expiresIn = options.expiresIn === undefined ? lifetime : options.expiresIn;
  const times = { iat: issuedAt, exp: expiresIn === null ? undefined : issuedAt + expiresIn };
  const ordinary: JsonObject = {
    iss: setting.issuer,
    aud: setting.audience,
    ...times,
    ...(options.raw ? claims : { ...shaped, ...setting.claims, ...rest }),
    ...(options.notBefore === undefined ? {} : { nbf: issuedAt + options.notBefore }),
    ...(options.audience === undefined ? {} : { aud: options.audience }),
    ...(options.issuer === undefined ? {} : { iss: options.issuer }),
  };
  const kept = Object.entries(ordinary).filter(
    ([name, value]) => value !== undefined && !options.without?.includes(name),
  );
  const alone = drifted(Object.fromEntries(kept), { renamed: options.renamed ?? {}, retyped: options.retyped ?? [] });
  return drifted(alone, setting.faults());
}

/** Signs a payload with the key of now. */
export async function signedToken(setting: MintSetting, payload: JsonObject, options: MintOptions): Promise<string> {
  const algorithm = options.algorithm ?? setting.algorithm;
  const key = await setting.keys.signing(algorithm);
  const header = { ...setting.preset.header, ...setting.header, alg: algorithm, kid: key.kid, ...options.header };
  return signed(header, options.written?.(payload) ?? payload, key.privateKey);
}
