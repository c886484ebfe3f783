import { availableParallelism } from "node:os";
import type { LoadSession } from "../../../load/wire/load-session.ts";
import { shareSessions } from "../../../load/wire/shared-sessions.ts";
import { wireLoadSession } from "../../../load/wire/wire-load-session.ts";
import type { Reply } from "../../../model/reply.ts";
import { residentMemory } from "../../../observe/resident-memory.ts";
import type { Run } from "../../open-run.ts";
import type { LoadSessions } from "./load-sessions.ts";

/** Standard input, output and error of a child are sockets each. */
const socketsOfEach = 3;

/**
 * Users over pipes: one process for all of them, whose calls go side by side, or up to so many, which they share in turn. A process
 * is somebody's, so its users are who it was started as; one that ended is started anew by the next who needs it.
 */
export function stdioSessions(
  { doors, surroundings }: Run,
  processes: number,
  principalOf: (user: number) => string,
): LoadSessions {
  const ofUser = (user: number): string => principalOf(user % processes);
  let first: number | undefined;
  const start = async (number: number): Promise<LoadSession | Reply> => {
    const { opened } = await doors.knock({ principal: ofUser(number) }, surroundings.signal);
    if (!opened.ok) return opened.reply ?? { kind: "closed", why: opened.message };
    first ??= opened.pid;
    return wireLoadSession(opened.session);
  };
  const shared = shareSessions(start, { most: processes, atOnce: availableParallelism() });
  return {
    open: shared.open,
    principalOf: ofUser,
    sockets: () => socketsOfEach * shared.size,
    // All do the same, and the first is there before any user is.
    memory: () => (first === undefined ? undefined : residentMemory(first)),
    close: shared.close,
  };
}
