import type { Reply } from "../model/reply.ts";
import type { Session } from "../model/session.ts";
import type { Incident } from "../model/subject.ts";
import { throttled } from "./throttled.ts";

/** Refusals in a row that a session which answered a listing may give before it is asked again. */
export const trustedRefusals = 10;

/** Tells what a reply says of the connection: undefined where nothing broke. One for each session. */
export type Diagnosis = (reply: Reply, listing: () => Promise<Reply>) => Promise<Incident["kind"] | undefined>;

/**
 * Tells a refused request from a lost connection: a session that is lost refuses a harmless listing too, and a server
 * that is gone does not answer it. The listing is asked once for many refusals of one status, after every lost reply.
 */
export function openDiagnosis(session: Session): Diagnosis {
  /** Refusals left to believe without asking, by status. */
  const trusted = new Map<number, number>();
  return async (reply, listing) => {
    if (reply.kind === "closed") return session.ended !== undefined ? "crash" : afterDrop(await listing());
    if (reply.kind !== "http-error") {
      if (reply.kind !== "timeout" && reply.kind !== "malformed") trusted.clear();
      return undefined;
    }
    const { status } = reply;
    if (throttled(reply) !== undefined || !suspicious.includes(status)) return undefined;
    if (session.ended !== undefined) return meaning(status);
    const left = trusted.get(status) ?? 0;
    if (left > 0) {
      trusted.set(status, left - 1);
      return undefined;
    }
    const again = await listing();
    if (again.kind === "closed") return "crash";
    if (again.kind === "http-error" && again.status === status) return meaning(status);
    trusted.set(status, trustedRefusals);
    return undefined;
  };
}

/** Statuses that a server, or a proxy before it, also gives when the session or the server itself is gone. */
const suspicious = [400, 401, 404, 410, 502, 503];

function meaning(status: number): Incident["kind"] {
  if (status === 401) return "unauthorized";
  return status >= 500 ? "crash" : "session-lost";
}

/** A connection may be dropped on purpose, as a firewall does; a server that broke has lost the session or does not answer. */
function afterDrop(listed: Reply): Incident["kind"] | undefined {
  if (listed.kind === "closed" || listed.kind === "timeout") return "crash";
  if (listed.kind !== "http-error" || throttled(listed) !== undefined) return undefined;
  if (listed.status === 401) return "unauthorized";
  return suspicious.includes(listed.status) ? "crash" : undefined;
}
