import type { Suite } from "../../src/model/check.ts";
import anonymousAccepted from "./anonymous-accepted.ts";
import authorizationMetadataWrong from "./authorization-metadata-wrong.ts";
import claimDriftFailsOpen from "./claim-drift-fails-open.ts";
import deniedToolCallable from "./denied-tool-callable.ts";
import earlyTokenAccepted from "./early-token-accepted.ts";
import endedSessionAccepted from "./ended-session-accepted.ts";
import expiredTokenAccepted from "./expired-token-accepted.ts";
import forgedSignatureAccepted from "./forged-signature-accepted.ts";
import garbageTokenAccepted from "./garbage-token-accepted.ts";
import hiddenToolCallable from "./hidden-tool-callable.ts";
import invalidUserAccepted from "./invalid-user-accepted.ts";
import keyNamedByTokenAccepted from "./key-named-by-token-accepted.ts";
import keysRotatedNotFollowed from "./keys-rotated-not-followed.ts";
import malformedSubjectServed from "./malformed-subject-served.ts";
import objectOfAnotherUserServed from "./object-of-another-user-served.ts";
import otherSchemeAccepted from "./other-scheme-accepted.ts";
import otherTenantServed from "./other-tenant-served.ts";
import providerFaultFailsOpen from "./provider-fault-fails-open.ts";
import publicKeyAsSecretAccepted from "./public-key-as-secret-accepted.ts";
import sessionIsAuthentication from "./session-is-authentication.ts";
import sessionOfAnotherUserAccepted from "./session-of-another-user-accepted.ts";
import stateOfAnotherUserAccepted from "./state-of-another-user-accepted.ts";
import streamWithoutToken from "./stream-without-token.ts";
import tokenExpiringInSessionAccepted from "./token-expiring-in-session-accepted.ts";
import tokenForAnotherServerAccepted from "./token-for-another-server-accepted.ts";
import tokenInQueryAccepted from "./token-in-query-accepted.ts";
import tokenOfAnotherIssuerAccepted from "./token-of-another-issuer-accepted.ts";
import tokenPassedUpstream from "./token-passed-upstream.ts";
import unknownUserServed from "./unknown-user-served.ts";
import unsignedTokenAccepted from "./unsigned-token-accepted.ts";
import userExistenceTold from "./user-existence-told.ts";
import userNamedBesideTokenBelieved from "./user-named-beside-token-believed.ts";
import userlessTokenServed from "./userless-token-served.ts";

export const authBypass: Suite = {
  name: "auth-bypass",
  purpose: "Whether the server knows who asks: valid client, invalid user; every identity, every request.",
  checks: [
    // What is refused seldom comes first: a server may lock out who is refused too often.
    authorizationMetadataWrong,
    streamWithoutToken,
    sessionIsAuthentication,
    endedSessionAccepted,
    sessionOfAnotherUserAccepted,
    anonymousAccepted,
    invalidUserAccepted,
    hiddenToolCallable,
    deniedToolCallable,
    objectOfAnotherUserServed,
    stateOfAnotherUserAccepted,
    userNamedBesideTokenBelieved,
    tokenPassedUpstream,
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
    tokenExpiringInSessionAccepted,
    unknownUserServed,
    malformedSubjectServed,
    userlessTokenServed,
    otherTenantServed,
    claimDriftFailsOpen,
    userExistenceTold,
    providerFaultFailsOpen,
    keysRotatedNotFollowed,
  ],
};
