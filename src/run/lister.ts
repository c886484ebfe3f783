import { Stop } from "../engine/stop.ts";
import type { JsonObject } from "../model/json.ts";
import type { Reply } from "../model/reply.ts";
import type { Session } from "../model/session.ts";
import type { Run } from "./open-run.ts";

/** Sends one listing request; a spent budget reads as a closed connection, since discovery has nothing else to say it with. */
export function lister(run: Run, session: Session, name: string, principal: string) {
  let count = 0;
  return async (method: string, params: JsonObject): Promise<Reply> => {
    const stopped = await run.budget.take(run.surroundings.signal).catch(stopOf);
    if (stopped !== undefined) return { kind: "closed", why: stopped.message };
    const atMs = run.now();
    const reply = await session.request({
      method,
      params,
      timeoutMs: run.request.timeoutMs,
      signal: run.surroundings.signal,
    });
    run.recorder.exchange({
      id: `d.${name}.${++count}`,
      role: "discover",
      label: method,
      facts: {},
      principal,
      session: name,
      round: 0,
      request: { method, params },
      reply,
      atMs,
      durationMs: run.now() - atMs,
    });
    return reply;
  };
}

function stopOf(cause: unknown): Stop {
  if (cause instanceof Stop) return cause;
  throw cause;
}
