import { seededRandom } from "../../engine/random.ts";
import type { RunSetting } from "../../engine/run-setting.ts";
import { abandonSessions } from "../../load/drive/abandon.ts";
import { runGroups } from "../../load/drive/run-groups.ts";
import { rest } from "../../load/users/rest.ts";
import type { Json } from "../../model/json.ts";
import type { LoadGroup } from "../../model/load/pressure.ts";
import type { Scene } from "../../model/scene.ts";
import type { SessionInfo } from "../../model/session.ts";
import type { Run } from "../open-run.ts";
import { loadUsers } from "./load-users.ts";
import type { LoadMade } from "./make-load.ts";
import { sessionsOf } from "./sessions-of.ts";

/** What further load is made with. */
export interface PressureGround {
  readonly info: SessionInfo;
  readonly scene: Scene;
  readonly made: LoadMade;
  /** Resident bytes of the server's process; absent where it is not ours to see. */
  readonly memory: (() => number | undefined) | undefined;
}

/** Users are at work before anything else is asked beside them. */
const headStartMs = 500;

/** The port that keeps the server busy with the calls of the load, whose sessions are opened for each use and closed after it. */
export function pressureOf(run: Run, { info, scene, made, memory }: PressureGround): RunSetting["pressure"] {
  const inTurn = loadUsers(run, scene);
  const redact = (text: string): string => run.recorder.redactor.text(text).value;
  return (observe, signal) => {
    // What was cut short says nothing of the server.
    const tell = (label: string, facts: object) =>
      observe("load", label, (signal.aborted ? { why: "the run was interrupted" } : facts) as Record<string, Json>);
    const common = { redact, signal, random: (user: number) => seededRandom(run.request.seed, "pressure", user) };
    return {
      async press(groups, seconds, label, work) {
        if (typeof made === "string") return tell(label, { why: made });
        const own = new Map(groups.map((group) => [group.name, sessionsOf(run, info, asOf(group), undefined)]));
        const over = new AbortController();
        const timer = setTimeout(() => over.abort(), 1_000 * seconds);
        const open = async (user: number, { name }: LoadGroup) =>
          own.get(name)?.open(user) ?? ({ kind: "closed", why: "no such group" } as const);
        const sockets = () => [...own.values()].reduce((sum, one) => sum + one.sockets(), 0);
        const calling = runGroups({ ...common, plan: made.plan, open, sockets }, groups, over.signal);
        try {
          if (work !== undefined) {
            await rest(headStartMs, over.signal);
            await work(over.signal).finally(() => over.abort());
          }
          return tell(label, await calling);
        } finally {
          over.abort();
          clearTimeout(timer);
          await calling;
          await Promise.all([...own.values()].map((one) => one.close()));
        }
      },
      rest: (seconds) => rest(1_000 * seconds, signal),
      async abandon(batches, restSeconds, label) {
        if (typeof made === "string") return tell(label, { why: made });
        const sessions = sessionsOf(run, info, inTurn, undefined);
        const { plan, transport } = made;
        const resident = memory ?? (() => undefined);
        const setup = { ...common, plan, transport, open: sessions.open, memory: resident };
        try {
          return tell(label, await abandonSessions(setup, batches, 1_000 * restSeconds));
        } finally {
          await sessions.close();
        }
      },
    };
  };

  function asOf({ principal }: LoadGroup): (user: number) => string {
    return principal === undefined ? inTurn : () => principal;
  }
}
