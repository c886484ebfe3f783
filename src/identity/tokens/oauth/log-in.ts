import {
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomState,
  processAuthorizationCodeResponse,
  type TokenEndpointResponse,
  validateAuthResponse,
} from "oauth4webapi";
import type { OAuthConfig } from "../../../model/config.ts";
import { HarnessError } from "../../../model/errors.ts";
import type { Person } from "../ports.ts";
import type { Asking } from "./grant.ts";
import { listenForRedirect } from "./redirect-listener.ts";

/** Milliseconds that a person has for one login. */
const loginMs = 300_000;

/**
 * Shows a person the address to log in at, and takes the code out of the redirect or out of what is pasted. Without a
 * terminal a `config-invalid` HarnessError. No program is started to open a browser.
 */
export async function logIn(
  { server, client, auth, parameters, options, signal }: Asking,
  config: OAuthConfig,
  name: string,
  path: string,
  person: Person | undefined,
): Promise<TokenEndpointResponse | string> {
  if (person === undefined) throw nobodyThere(path, name);
  const verifier = generateRandomCodeVerifier();
  const state = generateRandomState();
  const listener = await listenForRedirect(config.redirectUri, state, path);
  const { redirectUri } = listener;
  try {
    const page = new URL(server.authorization_endpoint ?? "");
    const asked = {
      ...parameters,
      response_type: "code",
      client_id: client.client_id,
      redirect_uri: redirectUri,
      state,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      ...(config.username === undefined ? {} : { login_hint: config.username }),
    };
    for (const [key, value] of Object.entries(asked)) page.searchParams.set(key, value);
    person.tell(`Log in as ${name} in a browser: ${page.href}`);
    person.tell("If the browser is on another machine, paste the address that it ends up at, or the code in it:");
    const answer = await firstAnswer(listener.answer, person, signal);
    if (answer === undefined) return `nobody logged in within ${loginMs / 60_000} minutes`;
    const read = typeof answer === "string" ? pasted(answer, state, server.issuer) : answer.searchParams;
    const valid = validateAuthResponse(server, client, read, state);
    const send = { ...options, additionalParameters: indicators(parameters) };
    const response = await authorizationCodeGrantRequest(server, client, auth, valid, redirectUri, verifier, send);
    return await processAuthorizationCodeResponse(server, client, response);
  } finally {
    listener.close();
  }
}

/** The redirect or a line of the person, whichever is first; undefined when neither comes in time. */
async function firstAnswer(
  redirect: Promise<URL>,
  person: Person,
  signal: AbortSignal,
): Promise<URL | string | undefined> {
  signal.throwIfAborted();
  const done = new AbortController();
  const end = AbortSignal.any([signal, done.signal]);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve, reject) => {
    timer = setTimeout(() => resolve(undefined), loginMs);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  // The terminal may end before the browser comes back.
  const line = person.line(end).catch(() => new Promise<never>(() => {}));
  try {
    return await Promise.race([redirect, line, late]);
  } finally {
    clearTimeout(timer);
    done.abort();
  }
}

/** A pasted address, or a code alone, which a person vouches for. */
function pasted(text: string, state: string, issuer: string): URLSearchParams {
  const line = text.trim();
  if (/^https?:\/\//i.test(line) && URL.canParse(line)) return new URL(line).searchParams;
  return new URLSearchParams(line.includes("code=") ? line : { code: line, state, iss: issuer });
}

/** Of the parameters those that a token request has, too. */
function indicators({ resource, audience }: Readonly<Record<string, string>>): Record<string, string> {
  return { ...(resource === undefined ? {} : { resource }), ...(audience === undefined ? {} : { audience }) };
}

function nobodyThere(path: string, name: string): HarnessError {
  return new HarnessError(
    "config-invalid",
    `${path}: ${name} has to log in in a browser, and there is no terminal to say so.`,
    "Run once in a terminal: the login is kept for later runs. Or use a grant that needs no person.",
  );
}
