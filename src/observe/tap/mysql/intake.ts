import type { Ask, Reading } from "./reading.ts";
import { Unreadable } from "./unreadable.ts";

/** A reading under way: bytes of one packet go in, in pieces of any size that are only lent. */
export interface Intake {
  /** `last` = the packet is over. Throws an Unreadable when the reading still asks for bytes then. */
  give(chunk: Buffer, start: number, end: number, last: boolean): void;
  /** The rest of the packet will not be seen: the reading gets what there is. */
  finishEarly(): void;
}

/** Starts a reading; what it throws comes out of `give`. */
export function openIntake(reading: Reading<void>): Intake {
  /** Copies of what came before for this ask. */
  let parts: Buffer[] = [];
  let kept = 0;
  let got = 0;
  let ask: Ask | undefined;

  const answer = (bytes: Buffer) => {
    parts = nothing;
    kept = 0;
    got = 0;
    const next = reading.next(bytes);
    ask = next.done === true ? undefined : next.value;
    while (ask?.size === 0) {
      const after = reading.next(empty);
      ask = after.done === true ? undefined : after.value;
    }
  };
  const keep = (chunk: Buffer, at: number, until: number) => {
    if (until <= at) return;
    if (parts === nothing) parts = [];
    parts.push(Buffer.from(chunk.subarray(at, until)));
    kept += until - at;
  };
  /** Whether the packet may end where it does. */
  const mayEnd = ({ size, orEnd }: Ask) => size === Number.POSITIVE_INFINITY || (orEnd && got === 0);
  const joined = () => (parts.length === 1 ? (parts[0] ?? empty) : Buffer.concat(parts, kept));

  answer(empty);
  return {
    give(chunk, start, end, last) {
      let at = start;
      while (ask !== undefined && (at < end || last)) {
        const taken = Math.min(ask.size - got, end - at);
        const until = at + Math.min(taken, ask.keep - kept);
        const isWhole = got + taken === ask.size;
        if (!isWhole && last && !mayEnd(ask)) throw new Unreadable("a packet that ends too soon");
        const from = at;
        at += taken;
        if (got === 0 && (isWhole || last)) answer(chunk.subarray(from, Math.max(from, until)));
        else {
          keep(chunk, from, until);
          got += taken;
          if (isWhole || last) answer(joined());
        }
      }
    },
    finishEarly() {
      if (ask?.size === Number.POSITIVE_INFINITY) answer(joined());
      ask = undefined;
    },
  };
}

const empty: Buffer = Buffer.alloc(0);
const nothing: Buffer[] = [];
