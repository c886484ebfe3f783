import type { DatabaseFault, TapEvent } from "../../model/tap.ts";

/** What becomes of bytes of the database that come now. */
export type Fate = "pass" | "hold" | "cut";

/** Stands between one connection's database and the server under test. */
export interface ConnectionGate {
  fate(): Fate;
  /** Resolves when what is held may pass. */
  opened(): Promise<void>;
}

/** Stands between all of them: open, until something is made to be wrong with the database. */
export interface Gate {
  /** From now on, in place of what was wrong before. */
  fail(fault: DatabaseFault): void;
  heal(): void;
  /** True while no connection is taken. */
  readonly shut: boolean;
  /** Aborted when the connections that are open now are to end. */
  signal(): AbortSignal;
  /** Hears what connections do: an answer is cut where one is under way. */
  note(event: TapEvent): void;
  of(connection: string): ConnectionGate;
}

/** A gate that is open. */
export function openGate(): Gate {
  let fault: DatabaseFault | undefined;
  let wave = new AbortController();
  let release: () => void = () => undefined;
  let released = Promise.resolve();
  const active = new Set<string>();

  const change = (next: DatabaseFault | undefined): void => {
    const before = fault;
    fault = next;
    if (before === "stalled" && next !== "stalled") release();
    if (next === "stalled" && before !== "stalled") {
      released = new Promise((resolve) => {
        release = resolve;
      });
    }
    if (next !== "down") return;
    const cut = wave;
    wave = new AbortController();
    cut.abort();
  };

  return {
    fail: change,
    heal: () => change(undefined),
    get shut() {
      return fault === "down";
    },
    signal: () => wave.signal,
    note(event) {
      if (event.type !== "state") return;
      if (event.state === "active") active.add(event.connection);
      else active.delete(event.connection);
    },
    of: (connection) => ({
      fate() {
        if (fault === "stalled") return "hold";
        return fault === "cut" && active.has(connection) ? "cut" : "pass";
      },
      opened: () => released,
    }),
  };
}
