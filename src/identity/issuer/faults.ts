import type { Json, JsonObject } from "../../model/json.ts";

/** What the test issuer answers to, by name. */
export const endpointNames = ["discovery", "jwks", "authorize", "token", "userinfo", "introspect", "revoke"] as const;
export type EndpointName = (typeof endpointNames)[number];

/** What is wrong with the provider now. */
export interface Faults {
  /** Milliseconds before each answer. */
  readonly slowMs: number;
  /** The share of answers that are 500, from 0 to 1; which ones, the seed decides. */
  readonly errorShare: number;
  /** Added to the issuer's clock: minted tokens are that much too new, or too old where it is negative. */
  readonly skewSeconds: number;
  /** Claims of minted tokens that bear another name: old to new. */
  readonly renamed: Readonly<Record<string, string>>;
  /** Claims of minted tokens that change their type: an array becomes one string with spaces, a string an array. */
  readonly retyped: readonly string[];
  /** Endpoints that cut the connection instead of answering. */
  readonly down: readonly EndpointName[];
}

/** A provider that works. */
export const noFaults: Faults = {
  slowMs: 0,
  errorShare: 0,
  skewSeconds: 0,
  renamed: {},
  retyped: [],
  down: [],
};

/** The claims as they drift under the faults: retyped first, by their old names. */
export function drifted(claims: JsonObject, { renamed, retyped }: Pick<Faults, "renamed" | "retyped">): JsonObject {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      Object.hasOwn(renamed, name) ? renamed[name] : name,
      retyped.includes(name) ? otherType(value) : value,
    ]),
  );
}

function otherType(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.join(" ");
  return typeof value === "string" ? value.split(" ") : value;
}
