import type { Suite } from "../../src/model/check.ts";
import anonymousAccepted from "./anonymous-accepted.ts";
import authorizationMetadataWrong from "./authorization-metadata-wrong.ts";
import claimDriftFailsOpen from "./claim-drift-fails-open.ts";
import clientAddressFetched from "./client-address-fetched.ts";
import connectionIsAuthentication from "./connection-is-authentication.ts";
import deniedToolCallable from "./denied-tool-callable.ts";
import endedSessionAccepted from "./ended-session-accepted.ts";
import hiddenToolCallable from "./hidden-tool-callable.ts";
import invalidUserAccepted from "./invalid-user-accepted.ts";
import keysRotatedNotFollowed from "./keys-rotated-not-followed.ts";
import listedToolRefused from "./listed-tool-refused.ts";
import malformedSubjectServed from "./malformed-subject-served.ts";
import missingScopeNotChallenged from "./missing-scope-not-challenged.ts";
import objectOfAnotherUserServed from "./object-of-another-user-served.ts";
import otherTenantServed from "./other-tenant-served.ts";
import pkceNotEnforced from "./pkce-not-enforced.ts";
import providerFaultFailsOpen from "./provider-fault-fails-open.ts";
import redirectUriNotMatched from "./redirect-uri-not-matched.ts";
import refreshTokenReusable from "./refresh-token-reusable.ts";
import requestStateOfAnotherUserAccepted from "./request-state-of-another-user-accepted.ts";
import { ladder } from "./rung/ladder.ts";
import sessionIsAuthentication from "./session-is-authentication.ts";
import sessionOfAnotherUserAccepted from "./session-of-another-user-accepted.ts";
import stateOfAnotherUserAccepted from "./state-of-another-user-accepted.ts";
import streamWithoutToken from "./stream-without-token.ts";
import taskOfAnotherUserServed from "./task-of-another-user-served.ts";
import tokenExpiringInSessionAccepted from "./token-expiring-in-session-accepted.ts";
import tokenPassedUpstream from "./token-passed-upstream.ts";
import unknownUserServed from "./unknown-user-served.ts";
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
    connectionIsAuthentication,
    endedSessionAccepted,
    sessionOfAnotherUserAccepted,
    anonymousAccepted,
    invalidUserAccepted,
    hiddenToolCallable,
    deniedToolCallable,
    listedToolRefused,
    missingScopeNotChallenged,
    objectOfAnotherUserServed,
    stateOfAnotherUserAccepted,
    requestStateOfAnotherUserAccepted,
    taskOfAnotherUserServed,
    userNamedBesideTokenBelieved,
    tokenPassedUpstream,
    pkceNotEnforced,
    redirectUriNotMatched,
    clientAddressFetched,
    ...ladder,
    tokenExpiringInSessionAccepted,
    unknownUserServed,
    malformedSubjectServed,
    userlessTokenServed,
    otherTenantServed,
    claimDriftFailsOpen,
    userExistenceTold,
    providerFaultFailsOpen,
    keysRotatedNotFollowed,
    // May end the login of a principal, where the owner lets it.
    refreshTokenReusable,
  ],
};
