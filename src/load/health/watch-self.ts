import { readdirSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { GeneratorHealth } from "../../model/load/generator.ts";
import { latencies } from "../record/latencies.ts";

/**
 * From here on our own side is taken for the limit, in one second: measured against servers that answer after exactly so long,
 * of which a client with more than this saw something else.
 */
const limits = { loopDelayP99Ms: 50, cpuShare: 0.8, lagP99Ms: 10 } as const;

/** Looks at our own process while it makes a load. */
export interface SelfWatch {
  /** Milliseconds that a call was begun later than it was meant to be. */
  late(ms: number): void;
  /** What a call failed with that got no answer: where our own machine had no more files or ports for it that is noted. */
  failed(why: string): void;
  /** True where the last whole second was too much for us. */
  saturated(): boolean;
  end(): GeneratorHealth;
}

/** Looks once a second until it is ended. `sockets` counts those that are open. */
export function watchSelf(sockets: () => number): SelfWatch {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let lag = latencies();
  let before = process.cpuUsage();
  let at = performance.now();
  let last = false;
  const exhausted = new Set<string>();
  const worst = { seconds: 0, saturated: 0, loopDelayP99Ms: 0, cpuShare: 0, schedulerLagP99Ms: 0, sockets: 0 };
  let openFiles: number | undefined;

  const look = (): void => {
    const { user, system } = process.cpuUsage(before);
    const passed = performance.now() - at;
    if (passed < leastMs) return;
    const cpuShare = (user + system) / 1_000 / passed;
    // The histogram counts its own resolution in.
    const loopDelay = Math.max(0, delay.percentile(99) / 1e6 - 5);
    const lagP99 = lag.summary().p99;
    last = loopDelay > limits.loopDelayP99Ms || cpuShare > limits.cpuShare || lagP99 > limits.lagP99Ms;
    worst.seconds += 1;
    worst.saturated += last ? 1 : 0;
    worst.loopDelayP99Ms = Math.max(worst.loopDelayP99Ms, loopDelay);
    worst.cpuShare = Math.max(worst.cpuShare, cpuShare);
    worst.schedulerLagP99Ms = Math.max(worst.schedulerLagP99Ms, lagP99);
    worst.sockets = Math.max(worst.sockets, sockets());
    const files = countFiles();
    openFiles = files === undefined ? openFiles : Math.max(openFiles ?? 0, files);
    delay.reset();
    lag = latencies();
    before = process.cpuUsage();
    at = performance.now();
  };
  const timer = setInterval(look, 1_000);
  timer.unref();

  return {
    late: (ms) => lag.add(ms),
    failed(why) {
      const code = ranOut.exec(why)?.[1];
      if (code !== undefined) exhausted.add(code);
    },
    saturated: () => last,
    end() {
      clearInterval(timer);
      look();
      delay.disable();
      return { ...worst, openFiles, exhausted: [...exhausted] };
    },
  };
}

/** As the system says it of a connection, a name or a process that could not be had. */
const ranOut = /\b(?:connect|getaddrinfo|spawn) (EMFILE|ENFILE|EADDRNOTAVAIL|ENOBUFS|EAGAIN)\b/;

/** A look after less than this says nothing. */
const leastMs = 200;

/** Files that this process has open, sockets included; undefined where the system does not tell. */
function countFiles(): number | undefined {
  try {
    return readdirSync("/proc/self/fd").length;
  } catch {
    return undefined;
  }
}
