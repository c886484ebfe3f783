import { exitCodes } from "../model/errors.ts";

/** Watches for Ctrl-C and SIGTERM. */
export interface Interruption {
  readonly signal: AbortSignal;
  stop(): void;
}

/** The first signal aborts, after `announce`; the second ends the process at once, which kills every server we started. */
export function watchInterruption(announce: () => void): Interruption {
  const controller = new AbortController();
  const heard = () => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    announce();
    controller.abort(new Error("interrupted"));
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const name of signals) process.on(name, heard);
  return {
    signal: controller.signal,
    stop: () => {
      for (const name of signals) process.off(name, heard);
    },
  };
}
