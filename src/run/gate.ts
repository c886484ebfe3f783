import { discover } from "../connect/discover.ts";
import type { Check } from "../model/check.ts";
import type { Identity } from "../model/identity.ts";
import type { Opened, SessionInfo } from "../model/session.ts";
import type { Surface } from "../model/surface.ts";
import { identify } from "./identities/identify.ts";
import { lister } from "./lister.ts";
import type { Run } from "./open-run.ts";

/** What the gate found: a surface, or why there is none. */
export type Gate =
  | {
      readonly ok: true;
      readonly surface: Surface;
      readonly info: SessionInfo;
      /** What each principal is shown; empty where no check asks for it. */
      readonly identities: readonly Identity[];
    }
  | (Opened & { readonly ok: false });

/** Connects once and lists everything, recording each listing; the session is kept for the first probe. Then asks as everybody else, where a check needs it. */
export async function passGate(run: Run, checks: readonly Check[]): Promise<Gate> {
  const { surroundings, now } = run;
  surroundings.emit({ type: "stage", atMs: now(), stage: "connecting" });
  const { opened, name } = await run.open(surroundings.signal);
  if (!opened.ok) return { ...opened, message: run.recorder.redactor.text(opened.message).value };
  const { session } = opened;
  // Kept at once, so that it is closed with the run even where discovery breaks.
  run.keepSpare({ opened, name });
  surroundings.emit({ type: "stage", atMs: now(), stage: "discovering" });
  const surface = await discover(lister(run, session, name, run.principal.name), session.info, run.principal.name);
  surroundings.emit({
    type: "connected",
    atMs: now(),
    server: `${session.info.server.name} ${session.info.server.version}`,
    protocolVersion: session.info.protocolVersion,
    transport: session.info.transport,
    tools: surface.tools.length,
  });
  const gate = { ok: true, surface, info: session.info } as const;
  const asked = checks.some(({ needs }) => needs.includes("identities"));
  // Users of a load are the users of the config.
  const wanted = asked || run.request.load !== undefined || surroundings.keepLock !== undefined;
  return { ...gate, identities: wanted ? await identify(run, surface) : [] };
}
