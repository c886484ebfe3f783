import { AuthorizationResponseError, ResponseBodyError, WWWAuthenticateChallengeError } from "oauth4webapi";
import { HarnessError } from "../../../model/errors.ts";
import { providerMs } from "./provider-fetch.ts";

/** A library's error codes for an answer that is not what the standard says. */
const wrongAnswer = /^OAUTH_/;

/**
 * One phrase on why a provider gave no token. Of what it said only the error code is repeated: a description may hold
 * secrets. Throws what is not the provider's doing.
 */
export function refusal(error: unknown): string {
  if (error instanceof HarnessError) throw error;
  if (error instanceof ResponseBodyError) return `its provider refused: ${code(error.error)}`;
  if (error instanceof AuthorizationResponseError) return `the login was refused: ${code(error.error)}`;
  if (error instanceof WWWAuthenticateChallengeError) {
    const named = error.cause.find(({ parameters }) => parameters.error !== undefined)?.parameters.error;
    return `its provider refused${named === undefined ? ` with status ${error.status}` : `: ${code(named)}`}`;
  }
  if (!(error instanceof Error)) throw error;
  if (error.name === "TimeoutError") return `its provider did not answer within ${providerMs / 1000} seconds`;
  if ("code" in error && typeof error.code === "string" && wrongAnswer.test(error.code)) {
    return `its provider's answer is no token response (${error.code.slice("OAUTH_".length).toLowerCase().replaceAll("_", " ")})`;
  }
  const cause = error.cause;
  if (error.message === "fetch failed" || (cause instanceof Error && "code" in cause)) {
    return `its provider cannot be reached${codeOf(cause)}`;
  }
  throw error;
}

function codeOf(cause: unknown): string {
  if (!(cause instanceof Error) || !("code" in cause)) return "";
  return ` (${code(cause.code)})`;
}

function code(value: unknown): string {
  return typeof value === "string" && /^[\w-]{1,40}$/.test(value) ? value : "an error without a valid code";
}
