import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Opening } from "../../src/connect/opening.ts";
import { anonymous } from "../../src/model/principal.ts";
import type { Opened, Session, Sighted } from "../../src/model/session.ts";
import type { Target } from "../../src/model/target.ts";
import { exercise } from "./exercise.ts";
import { leftovers } from "./leftovers.ts";
import type { Leg, Peer } from "./peer.ts";
import type { Row, Step } from "./result.ts";
import { serve } from "./serve.ts";
import { type Watch, watch } from "./watch.ts";

/** How one of our implementations opens a session. */
export type Open = (opening: Opening) => Promise<Opened>;

const openTimeoutMs = 30_000;
const closeTimeoutMs = 10_000;

/** Tries one leg of a peer in one era through one of our sessions. Never throws; ends every process it started. */
export async function tryConnection(
  asked: { readonly peer: Peer; readonly leg: Leg; readonly era: Row["era"]; readonly page: string },
  session: Row["session"],
  open: Open,
): Promise<Row> {
  const started = performance.now();
  const { peer, leg, era } = asked;
  const outcome = await attempt(asked, open).catch((error: unknown) => ({
    revision: "",
    steps: { connect: failed(`thrown: ${error instanceof Error ? error.message : String(error)}`) },
  }));
  const transport = leg.variant === undefined ? leg.transport : `${leg.transport} (${leg.variant})`;
  const { id, sdk, language } = peer;
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  return { peer: id, sdk, language, transport, session, era, ...outcome, seconds };
}

type Outcome = Pick<Row, "revision" | "steps">;

interface Ended {
  readonly clean: boolean;
  readonly detail: string;
}

/** What can be seen of a session from outside. */
interface End {
  /** Empty while the session is open and can be seen; else why it cannot. */
  readonly before: () => Promise<string>;
  /** What is left of it afterwards; what is left is ended. */
  readonly after: () => Promise<Ended>;
}

async function attempt(asked: Parameters<typeof tryConnection>[0], open: Open): Promise<Outcome> {
  const { leg, era } = asked;
  if (leg.transport === "stdio") {
    const mark = `INTEROP_MARK=${randomUUID()}`;
    const [command = "", ...args] = leg.command;
    const [name = "", value = ""] = mark.split("=");
    const target: Target = { kind: "stdio", command, args, env: { [name]: value }, cwd: undefined, era };
    return connectAndExercise(asked, open, target, processEnd(mark));
  }
  const served = await serve(leg);
  if (typeof served === "string") return { revision: "", steps: { connect: failed(served) } };
  const wire = await watch(served.port);
  try {
    const url = `http://127.0.0.1:${wire.port}${leg.path}`;
    // Every server is reached as a user would reach it who does not know which transport it speaks.
    const target: Target = { kind: "http", url, transport: "auto", era, headers: {} };
    return await connectAndExercise(asked, open, target, wireEnd(wire));
  } finally {
    wire.stop();
    await served.stop();
  }
}

async function connectAndExercise(
  { peer, leg, era, page }: Parameters<typeof tryConnection>[0],
  open: Open,
  target: Target,
  end: End,
): Promise<Outcome> {
  const seen: Sighted[] = [];
  const opened = await open({
    target,
    principal: anonymous,
    net: { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false },
    timeoutMs: openTimeoutMs,
    signal: AbortSignal.timeout(openTimeoutMs * 4),
    sighted: (one) => seen.push(one),
  });
  const offered = era === "auto" ? (leg.offers.modern ?? leg.offers.legacy) : leg.offers[era];
  if (!opened.ok) return refused(opened, offered, await end.after());
  const { session } = opened;
  const revision = session.info.protocolVersion;
  try {
    const { transport } = session.info;
    const connect =
      offered !== revision
        ? failed(
            offered === undefined ? `${revision} in an era the server does not offer` : `${revision}, not ${offered}`,
          )
        : transport === leg.transport
          ? ok(`${session.info.server.name} ${session.info.server.version}`)
          : failed(`over ${transport}`);
    const steps = await exercise(peer, session, seen, page);
    return { revision, steps: { connect, ...steps, "clean end": await cleanEnd(session, end) } };
  } finally {
    await Promise.race([session.close(), wait(closeTimeoutMs)]);
  }
}

/** A revision that is not offered must be refused in words, and leave nothing behind. */
function refused(opened: Extract<Opened, { ok: false }>, offered: string | undefined, left: Ended): Outcome {
  const message = `${opened.failure}: ${opened.message}`;
  const end = left.clean ? ok("nothing left") : failed(left.detail);
  if (offered !== undefined) return { revision: "", steps: { connect: failed(message), "clean end": end } };
  // Silence to the question of the other era counts as a refusal too, as long as the message says so.
  const inWords = opened.failure === "handshake" || message.includes("did not answer server/discover");
  const connect = inWords ? ok(`refused (${message})`) : failed(message);
  return { revision: "refused", steps: { connect, "clean end": end } };
}

async function cleanEnd(session: Session, end: End): Promise<Step> {
  // Without this the check after it would also pass when it cannot see anything.
  const control = await end.before();
  if (control !== "") return failed(`no control: ${control}`);
  const started = performance.now();
  const late = await Promise.race([session.close(), wait(closeTimeoutMs, "late", { ref: false })]);
  if (late === "late") return failed(`close() took longer than ${closeTimeoutMs / 1000} s`);
  const seconds = (performance.now() - started) / 1000;
  const { clean, detail } = await end.after();
  return clean ? ok(`${detail} in ${seconds.toFixed(1)} s`) : failed(detail);
}

function processEnd(mark: string): End {
  return {
    before: async () => ((await leftovers(mark)).length > 0 ? "" : "the process was not found while it ran"),
    after: async () => {
      const left = await leftovers(mark);
      for (const id of left) process.kill(id, "SIGKILL");
      return {
        clean: left.length === 0,
        detail: left.length === 0 ? "no process left" : `${left.length} processes left`,
      };
    },
  };
}

/** After close() the session is deleted at the server and no connection is held; sockets get a second to fall. */
function wireEnd(wire: Watch): End {
  return {
    before: async () => (wire.bytes() > 0 ? "" : "nothing went over the watched wire"),
    after: async () => {
      for (let tries = 0; tries < 20 && wire.open() > 0; tries++) await wait(50);
      if (wire.open() > 0) return { clean: false, detail: `${wire.open()} connections left open` };
      const deleted = wire.deleted();
      if (deleted === undefined) {
        return { clean: !wire.sawSession(), detail: wire.sawSession() ? "the session was not deleted" : "no session" };
      }
      const clean = deleted !== "sent" && (deleted < 300 || deleted === 405);
      return { clean, detail: deleted === "sent" ? "DELETE was not answered" : `DELETE ${deleted}` };
    },
  };
}

function ok(detail: string): Step {
  return { state: "ok", detail };
}
function failed(detail: string): Step {
  return { state: "failed", detail };
}
