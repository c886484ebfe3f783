import { HarnessError } from "../model/errors.ts";
import type { Principal } from "../model/principal.ts";
import type { HttpTarget } from "../model/target.ts";
import { OpenFailure } from "./protocol/open-failure.ts";

/** Headers that target and principal bring to every request, with a bearer token that is valid now. */
export interface OwnHeaders {
  /** As they were when they were last looked up. */
  readonly current: Readonly<Record<string, string>>;
  /** Looks them up again: a token may have been replaced. A provider that gives none now leaves the last one. */
  renew(signal: AbortSignal): Promise<void>;
}

/** Throws an OpenFailure where the provider of the token gives none. */
export async function ownHeaders(
  target: Pick<HttpTarget, "headers">,
  principal: Principal,
  signal: AbortSignal,
): Promise<OwnHeaders> {
  const fixed = { ...target.headers, ...principal.headers };
  const { token: source } = principal;
  if (source === undefined) return { current: fixed, renew: async () => undefined };
  const first = await source.get(signal);
  if (!first.ok) throw noToken(principal, first.why);
  let current = withToken(fixed, principal, first.token);
  return {
    get current() {
      return current;
    },
    async renew(signal) {
      const next = await source.get(signal).catch(unresolved);
      if (next?.ok) current = withToken(fixed, principal, next.token);
    },
  };
}

const mend = "Look into the token of this principal in the config: its provider refused or could not be reached.";

/** The environment that a principal brings to a server which is started for it. Throws an OpenFailure as `ownHeaders` does. */
export async function ownEnvironment(
  principal: Principal,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const { token: source, tokenIn, env } = principal;
  if (source === undefined || tokenIn === undefined || !("env" in tokenIn)) return env;
  const issued = await source.get(signal);
  if (!issued.ok) throw noToken(principal, issued.why);
  return { ...env, [tokenIn.env]: issued.token };
}

function withToken(
  fixed: Readonly<Record<string, string>>,
  { tokenIn }: Principal,
  token: string,
): Readonly<Record<string, string>> {
  if (tokenIn === undefined) return { ...fixed, authorization: `Bearer ${token}` };
  return "header" in tokenIn ? { ...fixed, [tokenIn.header]: token } : fixed;
}

function noToken({ name }: Principal, why: string): OpenFailure {
  return new OpenFailure("unauthorized", `No token for ${name}: ${why}.`, mend);
}

function unresolved(cause: unknown): undefined {
  if (!(cause instanceof HarnessError)) throw cause;
  return undefined;
}
