import { openLeanSession } from "../../../load/wire/lean-session.ts";
import type { SessionInfo } from "../../../model/session.ts";
import type { HttpTarget } from "../../../model/target.ts";
import { openLeanNet } from "../../../net/open-lean-net.ts";
import type { Run } from "../../open-run.ts";
import type { LoadSessions } from "./load-sessions.ts";

/** Lean sessions over Streamable HTTP, all over one way out; each is opened with the headers that its principal has then. */
export function streamableSessions(
  { request, doors, surroundings }: Run,
  target: HttpTarget,
  info: SessionInfo,
  principalOf: (user: number) => string,
): LoadSessions {
  const url = new URL(target.url);
  const net = openLeanNet(url, request.net);
  return {
    async open(user) {
      const principal = principalOf(user);
      const headers = await doors.headers({ principal }, surroundings.signal);
      if (headers === undefined) return { kind: "closed", why: `no token for ${principal}` };
      return openLeanSession({ net, url, info, headers, timeoutMs: request.timeoutMs });
    },
    principalOf,
    sockets: net.connections,
    memory: () => undefined,
    close: net.close,
  };
}
