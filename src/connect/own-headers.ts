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
  if (!first.ok) throw new OpenFailure("unauthorized", `No token for ${principal.name}: ${first.why}.`, mend);
  let current = withBearer(fixed, first.token);
  return {
    get current() {
      return current;
    },
    async renew(signal) {
      const next = await source.get(signal).catch(unresolved);
      if (next?.ok) current = withBearer(fixed, next.token);
    },
  };
}

const mend = "Look into the token of this principal in the config: its provider refused or could not be reached.";

function withBearer(fixed: Readonly<Record<string, string>>, token: string): Readonly<Record<string, string>> {
  return { ...fixed, authorization: `Bearer ${token}` };
}

function unresolved(cause: unknown): undefined {
  if (!(cause instanceof HarnessError)) throw cause;
  return undefined;
}
