/** The valid token as it is, and every way to make a wrong one out of it; what each is, src/identity/forge tells. */
export const forgedKinds = [
  "unchanged",
  "garbage",
  "truncated",
  "opaque-changed",
  "payload-changed",
  "unsigned",
  "signature-stripped",
  "foreign-signature",
  "public-key-as-secret",
  "unknown-kid",
  "kid-path",
  "kid-url",
  "embedded-jwk",
  "jku",
  "x5u",
] as const;

/** Tokens that only the issuer itself can make: correctly signed, and not to be accepted, or not for everything. */
export const mintedKinds = [
  "expired",
  "not-yet-valid",
  "other-audience",
  "other-issuer",
  "userless",
  "unknown-user",
  "malformed-subject",
  "other-tenant",
  "unknown-user-other-tenant",
  "roles-renamed",
  "roles-retyped",
  "without-scopes",
] as const;

export type ForgedKind = (typeof forgedKinds)[number] | (typeof mintedKinds)[number];
