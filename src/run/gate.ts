import { discover } from "../connect/discover.ts";
import { Stop } from "../engine/stop.ts";
import type { JsonObject } from "../model/json.ts";
import type { Reply } from "../model/reply.ts";
import type { Opened, Session, SessionInfo } from "../model/session.ts";
import type { Surface } from "../model/surface.ts";
import type { Run } from "./open-run.ts";

/** What the gate found: a surface, or why there is none. */
export type Gate =
  | { readonly ok: true; readonly surface: Surface; readonly info: SessionInfo }
  | (Opened & { readonly ok: false });

/** Connects once and lists everything, recording each listing; the session is kept for the first probe. */
export async function passGate(run: Run): Promise<Gate> {
  const { surroundings, now } = run;
  surroundings.emit({ type: "stage", atMs: now(), stage: "connecting" });
  const { opened, name } = await run.open(surroundings.signal);
  if (!opened.ok) return { ...opened, message: run.recorder.redactor.text(opened.message).value };
  const { session } = opened;
  // Kept at once, so that it is closed with the run even where discovery breaks.
  run.keepSpare({ opened, name });
  surroundings.emit({ type: "stage", atMs: now(), stage: "discovering" });
  const surface = await discover(lister(run, session, name), session.info, run.principal.name);
  surroundings.emit({
    type: "connected",
    atMs: now(),
    server: `${session.info.server.name} ${session.info.server.version}`,
    protocolVersion: session.info.protocolVersion,
    transport: session.info.transport,
    tools: surface.tools.length,
  });
  return { ok: true, surface, info: session.info };
}

/** Sends one listing request; a spent budget reads as a closed connection, since discovery has nothing else to say it with. */
function lister(run: Run, session: Session, name: string) {
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
      id: `d.${++count}`,
      role: "discover",
      label: method,
      facts: {},
      principal: run.principal.name,
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
