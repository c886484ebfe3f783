import type { Duplex } from "node:stream";
import { destroyAfterFlush } from "./destroy-after-flush.ts";
import type { ConnectionGate } from "./gate.ts";

/** What is joined, and who looks on. */
export interface PipeEnds {
  /** Towards the server under test. Both ends must allow half-open connections. */
  readonly server: Duplex;
  readonly database: Duplex;
  /** What the database says goes through it, where there is one. */
  readonly gate?: ConnectionGate;
  /** Aborted = both ends are destroyed at once. */
  readonly signal: AbortSignal;
  /** Sees each chunk after it was passed on. It may neither change the chunk nor keep it. */
  fromServer(chunk: Buffer): void;
  fromDatabase(chunk: Buffer): void;
  /** Told once when one of the two threw: neither is called again, and the pipe goes on. */
  blind(cause: unknown): void;
}

/** How a pipe ended. */
export interface PipeEnded {
  /** The end that closed or broke first; `tap` = it was aborted. */
  readonly by: "server" | "database" | "tap";
  /** The first error message of either end; undefined when they closed in order. */
  readonly why: string | undefined;
}

/** Milliseconds that an end may say nothing after the other one has said its last. */
export const halfOpenMs = 10_000;

/**
 * Joins two streams byte for byte in both directions, with back-pressure and half-close. Resolves when both are closed, never
 * rejects. When one end is gone the other is destroyed as soon as it has taken what was meant for it.
 */
export function pipe(ends: PipeEnds): Promise<PipeEnded> {
  const { server, database, signal } = ends;
  return new Promise((resolve) => {
    let by: PipeEnded["by"] | undefined;
    let why: string | undefined;
    let looking = true;
    let open = 2;
    let silence: NodeJS.Timeout | undefined;
    const destroyBoth = () => {
      by ??= "tap";
      server.destroy();
      database.destroy();
    };
    const look = (observe: (chunk: Buffer) => void) => (chunk: Buffer) => {
      if (!looking) return;
      try {
        observe(chunk);
      } catch (cause) {
        looking = false;
        ends.blind(cause);
      }
    };
    const carry = (name: "server" | "database", from: Duplex, to: Duplex, observe: (chunk: Buffer) => void) => {
      const resume = () => void from.resume();
      const pass = (chunk: Buffer) => {
        // Nothing comes after an end, and one that is destroyed takes what it gets without a word.
        if (!to.write(chunk) && !to.destroyed) {
          from.pause();
          to.once("drain", resume);
        }
        silence?.refresh();
        observe(chunk);
      };
      const gate = name === "database" ? ends.gate : undefined;
      from.on("data", (chunk: Buffer) => {
        const fate = gate?.fate() ?? "pass";
        if (fate === "pass") pass(chunk);
        else if (fate === "cut") {
          by ??= "tap";
          to.write(chunk.subarray(0, Math.floor(chunk.length / 2)));
          from.destroy();
        } else {
          from.pause();
          void gate?.opened().then(() => {
            if (to.destroyed || to.writableEnded) return;
            from.resume();
            pass(chunk);
          });
        }
      });
      const ended = () => {
        by ??= name;
        to.end();
        silence ??= setTimeout(destroyBoth, halfOpenMs);
      };
      if (from.readableEnded) ended();
      else from.once("end", ended);
      from.on("error", (cause: Error) => {
        by ??= name;
        why ??= cause.message;
      });
      const closed = () => {
        by ??= name;
        void destroyAfterFlush(to);
        open -= 1;
        if (open > 0) return;
        clearTimeout(silence);
        signal.removeEventListener("abort", destroyBoth);
        resolve({ by, why });
      };
      if (!from.closed) {
        from.once("close", closed);
        return;
      }
      why ??= from.errored?.message;
      queueMicrotask(closed);
    };
    carry("server", server, database, look(ends.fromServer));
    carry("database", database, server, look(ends.fromDatabase));
    signal.addEventListener("abort", destroyBoth);
    if (signal.aborted) destroyBoth();
    server.resume();
    database.resume();
  });
}
