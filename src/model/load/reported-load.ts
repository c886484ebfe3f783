import { z } from "zod";
import { outcomes } from "./outcome.ts";
import { profiles } from "./plan.ts";

const text = z.string();
const count = z.int().nonnegative();
const amount = z.number().nonnegative();
/** From 0 to 1. */
const share = amount;

/** Milliseconds; all are 0 where no call was counted. */
const percentiles = z.strictObject({ p50: amount, p95: amount, p99: amount, max: amount });
const measured = z.strictObject({ calls: count, latencyMs: percentiles });
const database = z.strictObject({
  connections: count,
  active: count,
  idleInTransaction: count,
  /** For a lock; absent where the tap alone looked, which cannot tell. */
  waiting: count.optional(),
});
/** Calls that failed, by what they came to. */
const errors = z.partialRecord(z.enum(outcomes), count);

const phase = z.strictObject({
  name: text,
  users: count,
  /** Since the load began. */
  startSeconds: amount,
  seconds: amount,
  calls: count,
  ok: count,
  errors,
  /** Of the calls that worked. */
  latencyMs: percentiles,
  /** Calls that worked, a second. */
  throughput: amount,
  tools: z.array(z.strictObject({ name: text, ...measured.shape })),
  /** Of what does not ask the database. */
  control: measured,
});

const second = z.strictObject({
  second: count,
  /** More than 1 where a long load is told in fewer entries: users, the higher percentiles and `controlMs` are then the highest of them, other medians their mean. */
  seconds: count,
  users: count,
  ok: count,
  errors,
  /** Absent where no call worked. */
  latencyMs: z.strictObject({ p50: amount, p95: amount, p99: amount }).optional(),
  /** Median of each tool of the mix in the order of `plan.mix`; 0 where none worked. */
  toolsMs: z.array(amount),
  /** Median of what does not ask the database; 0 where it was not answered. */
  controlMs: amount,
  /** Absent where nobody looked into the database. */
  database: database.optional(),
});

const recovery = z.strictObject({
  /** Without any call before. */
  quietMs: amount,
  good: count,
  failed: count,
  ok: measured,
  control: measured,
  /** From the end of the load until a call was as quick as before; absent where none was. */
  recoveredAfterMs: amount.optional(),
  message: text.optional(),
  database: database.optional(),
});

/** What is held against a limit. */
const threshold = z.strictObject({
  /** Such as `p95 of find_customer`. */
  name: text,
  unit: z.enum(["ms", "share", "count"]),
  limit: amount,
  /** Absent where nothing was measured. */
  measured: amount.optional(),
  /** Absent where it cannot be told: a limit without a sample is not kept. */
  kept: z.boolean().optional(),
});

/** What was asked of the load. */
const plan = z.strictObject({
  users: count,
  profile: z.enum(profiles),
  seconds: amount,
  warmUpSeconds: amount,
  /** Absent where each user waits for the answer before. */
  arrivalsPerSecond: amount.optional(),
  mix: z.array(
    z.strictObject({
      tool: text,
      arguments: z.record(text, z.json()),
      weight: amount,
      complexity: z.enum(["simple", "complex"]),
    }),
  ),
  thinkMs: amount,
  fanOut: count,
  cancelled: share,
  disconnected: share,
  callsPerSession: count,
  abandoned: share,
  timeoutMs: amount,
  /** Processes that the users of a command share. */
  processes: count.optional(),
});

/** One number of this load beside that of an earlier one. */
const change = z.strictObject({
  /** `all calls`, or a tool. */
  what: text,
  measure: z.enum(["p50", "p95", "throughput"]),
  before: amount,
  after: amount,
  /** `slower` and `faster` only where it is more than noise and more than a little. */
  change: z.enum(["slower", "faster", "same", "unclear"]),
});

const comparison = z.strictObject({
  verdict: z.enum(["slower", "not-slower", "unclear", "not-comparable"]),
  because: text,
  changes: z.array(change),
});

const pace = z.strictObject({ perSecond: amount, p50: amount });

/** One request by autocannon, which looks at nothing of the answers, and the same by our own engine. */
const ceiling = z.strictObject({
  ...pace.shape,
  tool: text,
  connections: count,
  seconds: amount,
  failed: count,
  own: pace,
  /** Both say the same, within a tenth. */
  agreeing: z.boolean(),
});

/** A load as the report has it: times in milliseconds where the name does not say otherwise. */
export const reportedLoad = z.strictObject({
  plan,
  transport: text,
  /** Why no load could be made where one was asked for; everything else is empty then. */
  notMade: text.optional(),
  /** False where it was interrupted, or ended before all its parts were done. */
  complete: z.boolean(),
  diagnosis: z.strictObject({
    verdict: z.enum([
      "healthy",
      "pool-too-small",
      "pool-leak",
      "no-pooling",
      "rate-limited",
      "server-saturated",
      "generator-saturated",
      "inconclusive",
    ]),
    because: text,
    /** Calls that are served at the same time, as far as the load can tell. */
    poolSize: amount.optional(),
    /** What keeps connections, and whether inside a transaction. */
    leakBy: text.optional(),
    inTransaction: z.boolean().optional(),
    acquireTimeoutMs: amount.optional(),
    /** True where the timeout is at least this long: we stopped waiting first. */
    atLeast: z.boolean().optional(),
    /** Users from which on more of them get no more done. */
    knee: count.optional(),
    perSecond: amount.optional(),
    /** From the end of the load until a call was as quick as before; absent where none was. */
    recoveredAfterMs: amount.optional(),
    /** Short facts that it rests on. */
    evidence: z.array(text),
  }),
  thresholds: z.array(threshold),
  phases: z.array(phase),
  series: z.array(second),
  failures: z.array(
    z.strictObject({
      outcome: z.enum(outcomes),
      message: text,
      status: z.int().optional(),
      calls: count,
      /** Which call of the whole load was the first, when, and with how many users. */
      firstCall: count,
      firstSeconds: amount,
      users: count,
      latencyMs: percentiles,
    }),
  ),
  /** One well-behaved call after each that misbehaves. */
  probes: z.array(
    z.strictObject({
      /** `error`, `cancel`, `disconnect`. */
      way: text,
      misbehaved: count,
      /** Misbehaving calls until a good one failed; absent where none did. */
      until: count.optional(),
      failedAfterMs: amount.optional(),
      unanswered: z.boolean(),
      message: text.optional(),
    }),
  ),
  recovery: z.strictObject({ afterLoad: recovery.optional(), afterProbes: recovery.optional() }),
  ownership: z.strictObject({
    /** Tools whose answers show for whom they are. */
    tools: z.array(text),
    checked: count,
    foreign: count,
    lost: count,
    examples: z.array(z.strictObject({ call: text, user: count, owner: count })),
  }),
  sessions: z.strictObject({
    opened: count,
    refused: count,
    ended: count,
    abandoned: count,
    /** Resident memory of the server. */
    memoryBytes: z.strictObject({ before: amount, after: amount }).optional(),
  }),
  /** New connections of the database for each call; absent where nobody looked. */
  connectionsPerCall: amount.optional(),
  /** Calls that were sent again because their connection was just being closed. */
  resent: count,
  /** How the machine that made the load fared. */
  generator: z.strictObject({
    seconds: count,
    /** Of them those in which it may have been the limit. */
    saturated: count,
    loopDelayP99Ms: amount,
    cpuShare: amount,
    schedulerLagP99Ms: amount,
    sockets: count,
    openFiles: count.optional(),
    exhausted: z.array(text),
  }),
  /** What HTTP alone allows, or why that is not known; both absent where nobody asked. */
  ceiling: ceiling.optional(),
  noCeiling: text.optional(),
  comparison: comparison.optional(),
});

export type ReportedLoad = z.infer<typeof reportedLoad>;
export type ReportedSecond = ReportedLoad["series"][number];
export type ReportedThreshold = ReportedLoad["thresholds"][number];
export type LoadComparison = NonNullable<ReportedLoad["comparison"]>;
