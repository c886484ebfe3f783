import type { SessionInfo } from "../../model/session.ts";
import type { Run } from "../open-run.ts";
import type { LoadSessions } from "./sessions/load-sessions.ts";
import { sseSessions } from "./sessions/sse-sessions.ts";
import { stdioSessions } from "./sessions/stdio-sessions.ts";
import { streamableSessions } from "./sessions/streamable-sessions.ts";

/** Sessions over the transport that the run found; `processes` are those that users share over stdio, one where nobody says. */
export function sessionsOf(
  run: Run,
  info: SessionInfo,
  principalOf: (user: number) => string,
  processes: number | undefined,
): LoadSessions {
  const { target } = run.request;
  if (target.kind === "stdio") return stdioSessions(run, processes ?? 1, principalOf);
  return info.transport === "sse" ? sseSessions(run, principalOf) : streamableSessions(run, target, info, principalOf);
}
