import { countSockets } from "../../../load/health/count-sockets.ts";
import type { LoadSession } from "../../../load/wire/load-session.ts";
import { wireLoadSession } from "../../../load/wire/wire-load-session.ts";
import type { Run } from "../../open-run.ts";
import type { LoadSessions } from "./load-sessions.ts";

/** Sessions over HTTP+SSE: each has a standing stream of its own, and connections for what it sends. */
export function sseSessions({ doors, surroundings }: Run, principalOf: (user: number) => string): LoadSessions {
  const sockets = countSockets();
  // Those that were left keep their stream until the end.
  const open = new Set<LoadSession>();
  return {
    async open(user) {
      const { opened } = await doors.knock({ principal: principalOf(user) }, surroundings.signal);
      if (!opened.ok) return opened.reply ?? { kind: "closed", why: opened.message };
      const session = wireLoadSession(opened.session);
      open.add(session);
      return {
        ...session,
        async close(how) {
          await session.close(how);
          if (how === "ended") open.delete(session);
        },
      };
    },
    principalOf,
    sockets: sockets.open,
    memory: () => undefined,
    async close() {
      await Promise.all([...open].map((session) => session.close("ended")));
      sockets.end();
    },
  };
}
