import { placeAt } from "../../engine/arguments/path.ts";
import { seededRandom } from "../../engine/random.ts";
import { shortPace, usualPace } from "../../load/drive/pace.ts";
import { runLoad } from "../../load/drive/run-load.ts";
import type { LoadSetup } from "../../load/drive/setup.ts";
import { marksOf } from "../../load/owners/marks.ts";
import { openOwners } from "../../load/owners/owners.ts";
import type { FirstFailure } from "../../load/record/open-record.ts";
import type { LoadSession } from "../../load/wire/load-session.ts";
import type { LoadObservation } from "../../model/load/observation.ts";
import type { Arguments } from "../../model/ports.ts";
import type { Scene } from "../../model/scene.ts";
import type { SessionInfo } from "../../model/session.ts";
import type { LoadWatch } from "../../observe/load-watch.ts";
import { residentMemory } from "../../observe/resident-memory.ts";
import type { Run } from "../open-run.ts";
import { answersOf } from "./answers-of.ts";
import { badCalls } from "./bad-calls.ts";
import { ceilingOf } from "./ceiling-of.ts";
import { countErrors } from "./count-errors.ts";
import type { LoadRequest } from "./load-request.ts";
import { loadUsers } from "./load-users.ts";
import { mixOf } from "./mix-of.ts";
import { sessionsOf } from "./sessions-of.ts";
import { showingOf } from "./showing-of.ts";

/** What came of a load, or one phrase on why none could be made. */
export type LoadMade = LoadObservation | string;

/** What is known of the server when the load begins. */
export interface LoadGround {
  readonly info: SessionInfo;
  readonly scene: Scene;
  readonly args: Arguments;
  /** A look into its database, where the owner gave one. */
  readonly watch: LoadWatch | undefined;
  /** Gets the first call of each kind of failure. */
  readonly failed: (failure: FirstFailure) => void;
}

/** Learns what can be called, then makes the load. Never throws for what the server does. */
export async function makeLoad(
  run: Run,
  { info, scene, args, watch, failed }: LoadGround,
  request: LoadRequest,
): Promise<LoadMade> {
  const { surroundings, recorder } = run;
  const { emit } = surroundings;
  const { seed } = run.request;
  const { thresholds: _, baseline: __, limits: ___, pace, pid, engine, ...asked } = request;
  const sessions = sessionsOf(run, info, loadUsers(run, scene), request.processes);
  try {
    const first = await sessions.open(0);
    if (!("ask" in first)) return `no session could be opened: ${first.kind}`;
    const counting = countErrors(first);
    const mix = await mixOf(request, scene, args, counting.session);
    if (mix.length === 0)
      return "no tool that changes nothing works with the arguments at hand: give a sample, or load.mix in the config";
    const marks = marksOf(seededRandom(seed, "load").word(6));
    const byArgument = await showingOf(mix, marks, scene, counting.session, request.timeoutMs);
    const others = mix.filter(({ tool }) => !byArgument.has(tool));
    const byAnswer = await answersOf(others, sessions, request.users, request.timeoutMs);
    const showing = new Map([...byArgument, ...byAnswer]);
    const control = await controlOf(first, request.timeoutMs);
    await first.close("ended");
    const setup: LoadSetup = {
      plan: { ...asked, mix },
      pace: pace === "short" ? shortPace : usualPace,
      transport: info.transport,
      open: sessions.open,
      control,
      async bad(session) {
        const { calls, spent } = await badCalls(mix, scene, session, request.timeoutMs);
        return { calls, spent: spent + counting.errors() };
      },
      owners: openOwners(showing, marks, placeAt),
      redact: (text) => recorder.redactor.text(text).value,
      random: (user) => seededRandom(seed, "load", user),
      sockets: sessions.sockets,
      memory: () => (pid === undefined ? sessions.memory() : residentMemory(pid)),
      signal: surroundings.signal,
      failed,
      stage: (name, users) => emit({ type: "load-phase", atMs: run.now(), name, users }),
      tick: (users, calls, failed) => emit({ type: "load-tick", atMs: run.now(), users, calls, failed }),
      ...(watch === undefined ? {} : { look: watch.look, connections: watch.connections }),
    };
    const made = await runLoad(setup);
    if (engine !== "autocannon") return made;
    // A server that has not come back would show what is left of it, not what HTTP allows.
    const recovered = (made.afterProbes ?? made.afterLoad)?.failed === 0;
    const ceiling = recovered
      ? await ceilingOf(run, info, sessions, request.users, mix)
      : { why: "the server had not come back from the load" };
    return { ...made, ceiling };
  } finally {
    await sessions.close();
  }
}

/** What needs no database: `ping`, or a list where nobody answers that. */
async function controlOf(session: LoadSession, timeoutMs: number): Promise<LoadSetup["control"]> {
  const { reply } = await session.ask({ method: "ping", params: {}, timeoutMs });
  return reply.kind === "result" ? { method: "ping", params: {} } : { method: "tools/list", params: {} };
}
