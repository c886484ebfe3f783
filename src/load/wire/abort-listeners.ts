/**
 * Who is called once when the signal is aborted: add to it, and delete from it. The signal itself has one listener, however many
 * calls of a load wait for it.
 */
export function abortListeners(signal: AbortSignal): Set<() => void> {
  const known = all.get(signal);
  if (known !== undefined) return known;
  const listeners = new Set<() => void>();
  all.set(signal, listeners);
  const tell = (): void => {
    const told = [...listeners];
    listeners.clear();
    for (const listener of told) listener();
  };
  signal.addEventListener("abort", tell, { once: true });
  return listeners;
}

const all = new WeakMap<AbortSignal, Set<() => void>>();
