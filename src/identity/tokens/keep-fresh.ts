import type { Issued, TokenSource } from "../../model/principal.ts";
import { isAboutToExpire, type Validity } from "./expiry.ts";

/** A new token and how long it lasts, or one phrase on why there is none. */
export type Fresh =
  | { readonly ok: true; readonly token: string; readonly validity: Validity | undefined }
  | { readonly ok: false; readonly why: string };

/** Milliseconds for which a refusal stands, and a token that came expired: a run of thousands of calls must not ask as often. */
const pauseMs = 5_000;

/**
 * Keeps a token until it is about to expire and asks for the next one then. Those who want one at the same time share one
 * request, whose signal fires once all of them have given up. A token that is still valid is used on when its successor is
 * refused.
 */
export function keepFresh(ask: (signal: AbortSignal) => Promise<Fresh>, now: () => number): TokenSource {
  let held: Extract<Fresh, { ok: true }> | undefined;
  let pause: { readonly outcome: Issued; readonly until: number } | undefined;
  let asking: Shared<Issued> | undefined;

  async function renew(signal: AbortSignal): Promise<Issued> {
    const fresh = await ask(signal);
    const time = now();
    if (fresh.ok) held = fresh;
    const outcome = !fresh.ok && held !== undefined && !isOver(held.validity, time) ? issued(held) : issued(fresh);
    const useless = !fresh.ok || (fresh.validity !== undefined && isAboutToExpire(fresh.validity, time));
    pause = useless ? { outcome, until: time + pauseMs } : undefined;
    return outcome;
  }

  return {
    async get(signal) {
      signal.throwIfAborted();
      const time = now();
      if (pause !== undefined && time < pause.until) return pause.outcome;
      if (held !== undefined && (held.validity === undefined || !isAboutToExpire(held.validity, time))) {
        return issued(held);
      }
      asking ??= shared(renew, () => {
        asking = undefined;
      });
      return asking.join(signal);
    },
  };
}

function isOver(validity: Validity | undefined, time: number): boolean {
  return validity !== undefined && validity.until <= time;
}

function issued(fresh: Fresh): Issued {
  return fresh.ok ? { ok: true, token: fresh.token } : { ok: false, why: fresh.why };
}

interface Shared<T> {
  /** The outcome, or the reason of the signal where that fires before. */
  join(signal: AbortSignal): Promise<T>;
}

/** Starts work that several wait for; `ended` is called when nobody can join any more. */
function shared<T>(work: (signal: AbortSignal) => Promise<T>, ended: () => void): Shared<T> {
  const control = new AbortController();
  let waiting = 0;
  const outcome = work(control.signal).finally(ended);
  // Where all have given up nobody is left to hear of it.
  outcome.catch(() => {});
  return {
    async join(given) {
      // One of its own: many may wait with the same signal.
      const signal = AbortSignal.any([given]);
      let stop = () => {};
      const aborted = new Promise<never>((_resolve, reject) => {
        stop = () => reject(signal.reason);
        signal.addEventListener("abort", stop, { once: true });
      });
      waiting++;
      try {
        return await Promise.race([outcome, aborted]);
      } finally {
        signal.removeEventListener("abort", stop);
        waiting--;
        if (waiting === 0 && signal.aborted) {
          ended();
          control.abort(signal.reason);
        }
      }
    },
  };
}
