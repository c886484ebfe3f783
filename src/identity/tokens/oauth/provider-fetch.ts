import { HarnessError } from "../../../model/errors.ts";
import { readText } from "../../../net/read-text.ts";
import { secretParts } from "../../secret-parts.ts";
import type { TokenPorts } from "../ports.ts";

/** Milliseconds from the request to the end of the reply: a provider that is slower is taken for one that is down. */
export const providerMs = 20_000;

/** Bytes of a reply; tokens with hundreds of groups stay far below. */
const mostBytes = 1024 * 1024;

/** Parameters of a token request that nobody else may learn. */
const confidential = [
  "client_secret",
  "client_assertion",
  "code",
  "code_verifier",
  "refresh_token",
  "subject_token",
  "password",
];

/**
 * The way to a provider: under the host law, bounded in time and size, no redirect followed. A host that is not allowed is a
 * `config-invalid` HarnessError, because the config (or the target) named it. Secrets are reported before they are sent.
 */
export function providerFetch(
  path: string,
  { net, secret }: Pick<TokenPorts, "net" | "secret">,
): typeof globalThis.fetch {
  return async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    checkProviderHost(url, path, net);
    for (const value of sent(init)) secret(value);
    const response = await net.fetch(url, { ...init, signal: AbortSignal.timeout(providerMs) });
    const { text } = await readText(response.body as AsyncIterable<Uint8Array> | null, mostBytes);
    const { status, headers } = response;
    return new Response(noBody.has(status) ? null : text, { status, headers });
  };
}

/** Throws a `config-invalid` HarnessError for a host that the run may not contact. */
export function checkProviderHost(url: string, path: string, net: TokenPorts["net"]): void {
  try {
    net.check(url);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    if (error.code !== "host-not-allowed") {
      throw new HarnessError("config-invalid", `${path}: ${error.message}`, error.hint, error);
    }
    const { hostname } = new URL(url);
    throw new HarnessError(
      "config-invalid",
      `${path}: the provider's host ${hostname} is neither this machine nor an allowed host.`,
      `If the run may ask it for tokens, add --allow-host ${hostname}.`,
      error,
    );
  }
}

/** Statuses with which a Response takes no body. */
const noBody = new Set([204, 205, 304]);

function sent(init: RequestInit | undefined): readonly string[] {
  const authorization = new Headers(init?.headers).get("authorization");
  const body = init?.body instanceof URLSearchParams ? init.body : new URLSearchParams();
  return [
    ...(authorization === null ? [] : secretParts(authorization)),
    ...confidential.flatMap((name) => body.getAll(name)),
  ];
}
