import type { Check } from "../../../src/model/check.ts";
import earlyTokenAccepted from "../early-token-accepted.ts";
import expiredTokenAccepted from "../expired-token-accepted.ts";
import forgedSignatureAccepted from "../forged-signature-accepted.ts";
import garbageTokenAccepted from "../garbage-token-accepted.ts";
import keyNamedByTokenAccepted from "../key-named-by-token-accepted.ts";
import otherSchemeAccepted from "../other-scheme-accepted.ts";
import publicKeyAsSecretAccepted from "../public-key-as-secret-accepted.ts";
import tokenForAnotherServerAccepted from "../token-for-another-server-accepted.ts";
import tokenInQueryAccepted from "../token-in-query-accepted.ts";
import tokenOfAnotherIssuerAccepted from "../token-of-another-issuer-accepted.ts";
import unsignedTokenAccepted from "../unsigned-token-accepted.ts";

/**
 * The identity ladder, the plainest forgery first: requests that any server must refuse whatever else it is doing, and so the
 * checks that are worth asking again while it is saturated.
 */
export const ladder: readonly Check[] = [
  garbageTokenAccepted,
  otherSchemeAccepted,
  tokenInQueryAccepted,
  forgedSignatureAccepted,
  unsignedTokenAccepted,
  publicKeyAsSecretAccepted,
  keyNamedByTokenAccepted,
  expiredTokenAccepted,
  earlyTokenAccepted,
  tokenForAnotherServerAccepted,
  tokenOfAnotherIssuerAccepted,
];
