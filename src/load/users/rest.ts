import { abortListeners } from "../wire/abort-listeners.ts";

/** Waits so many milliseconds, or until the signal is aborted. Never rejects. */
export function rest(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const listeners = abortListeners(signal);
    const done = (): void => {
      clearTimeout(timer);
      listeners.delete(done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    listeners.add(done);
  });
}
