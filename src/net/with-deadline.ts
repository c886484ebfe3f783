/**
 * A signal that also aborts after so many milliseconds, with a `TimeoutError`. Its timer holds it: Node 20 may let go of an
 * `AbortSignal.timeout()` that only an `AbortSignal.any()` knows of, and what waits for it then waits for good.
 */
export function withDeadline(signal: AbortSignal, ms: number): AbortSignal {
  const late = new AbortController();
  setTimeout(() => late.abort(new DOMException("The operation timed out.", "TimeoutError")), ms).unref();
  return AbortSignal.any([signal, late.signal]);
}
