import { argumentSource } from "../engine/arguments/source.ts";
import type { RunSetting } from "../engine/run-setting.ts";
import type { Incident } from "../model/subject.ts";
import type { Gate } from "./gate.ts";
import { authorizationOf } from "./identities/authorization/authorization-of.ts";
import { identitiesOf } from "./identities/identities-of.ts";
import { upstreamOf } from "./identities/upstream-of.ts";
import type { Run } from "./open-run.ts";
import type { Ground } from "./planting/ground.ts";
import { rawOf } from "./raw-of.ts";
import { nothingSeen, sceneOf } from "./scene.ts";

/** What the engine works with in this run, before anything is learnt of the server. */
export function settingOf(run: Run, gate: Gate & { ok: true }, incidents: Incident[], ground: Ground): RunSetting {
  const { request, surroundings, recorder, budget, now } = run;
  return {
    seed: request.seed,
    principal: run.principal.name,
    scene: sceneOf(request, gate.surface, {
      ...nothingSeen,
      acquaintance: run.acquaintance,
      identities: gate.identities,
      canaries: ground.canaries(),
    }),
    args: argumentSource(gate.surface, request.samples),
    samples: request.samples,
    recorder,
    budget,
    emit: surroundings.emit,
    now,
    timeoutMs: request.timeoutMs,
    interrupted: surroundings.signal,
    newLink: run.newLink,
    incident(incident) {
      incidents.push(incident);
      const { call, ...told } = incident;
      surroundings.emit({ type: "incident", atMs: now(), incident: told });
    },
    tap: run.tap.port,
    faults: run.tap.faults,
    identities: identitiesOf(run),
    upstream: upstreamOf(run),
    raw: rawOf(run),
    authorization: authorizationOf(run.authorization, recorder.redactor.learn),
    mayMake: ground.mayMake,
    database: ground.database,
  };
}
