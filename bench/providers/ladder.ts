/** What looks at tokens in the server under test. */
export const verifiers = ["jose", "jsonwebtoken", "sdk"] as const;
export type Verifier = (typeof verifiers)[number];

/** The guards whose absence shows with valid tokens alone, and the checks that tell of it; more than one where several places show it. */
export const ladder: Readonly<Record<string, readonly string[]>> = {
  authentication: ["anonymous-accepted"],
  "token-parsing": ["garbage-token-accepted"],
  signature: ["forged-signature-accepted"],
  unsigned: ["unsigned-token-accepted"],
  algorithm: ["public-key-as-secret-accepted"],
  "embedded-jwk": ["key-named-by-token-accepted"],
  jku: ["key-named-by-token-accepted"],
  "kid-path": ["key-named-by-token-accepted"],
  "query-token": ["token-in-query-accepted"],
  scheme: ["other-scheme-accepted"],
  "every-request": ["session-is-authentication"],
  "session-user": ["session-of-another-user-accepted"],
  stream: ["stream-without-token"],
  "session-end": ["ended-session-accepted"],
  "identity-header": ["user-named-beside-token-believed"],
  "user-enabled": ["invalid-user-accepted"],
  "user-required": ["userless-token-served"],
  ownership: ["object-of-another-user-served"],
  "role-call": ["denied-tool-callable", "hidden-tool-callable"],
  "identity-meta": ["user-named-beside-token-believed"],
  "identity-client": ["user-named-beside-token-believed"],
  handle: ["state-of-another-user-accepted"],
  cursor: ["state-of-another-user-accepted"],
  challenge: ["authorization-metadata-wrong"],
  metadata: ["authorization-metadata-wrong"],
};

/** Guards that stand behind the official middleware, and can be taken away there too. */
const behindMiddleware: readonly string[] = [
  "user-enabled",
  "user-required",
  "ownership",
  "role-call",
  "identity-meta",
  "identity-client",
  "handle",
  "cursor",
];

/** The guards to take away one at a time under this verifier. */
export function guardsOf(verifier: Verifier): readonly string[] {
  return verifier === "sdk" ? behindMiddleware : Object.keys(ladder);
}
