/** Takes bytes in any pieces and hands over whole lines. */
export interface LineSplitter {
  push(chunk: Uint8Array): void;
  /** Hands over what came after the last newline, if anything. */
  end(): void;
}

/**
 * Splits UTF-8 bytes at newlines; a carriage return before one is dropped. A line longer than `maxBytes` is handed to
 * `onTooLong` as its first bytes, once, and skipped up to the next newline.
 */
export function lineSplitter(
  maxBytes: number,
  onLine: (line: string) => void,
  onTooLong: (start: string) => void,
): LineSplitter {
  let parts: Uint8Array[] = [];
  let held = 0;
  let skipping = false;

  const hold = (piece: Uint8Array) => {
    if (skipping || piece.byteLength === 0) return;
    parts.push(piece);
    held += piece.byteLength;
    if (held <= maxBytes) return;
    onTooLong(Buffer.concat(parts).subarray(0, EXCERPT_BYTES).toString("utf8"));
    parts = [];
    held = 0;
    skipping = true;
  };
  const finish = () => {
    if (!skipping && held > 0) onLine(text(Buffer.concat(parts)));
    parts = [];
    held = 0;
    skipping = false;
  };
  return {
    push(chunk) {
      let from = 0;
      for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
        hold(chunk.subarray(from, at));
        finish();
        from = at + 1;
      }
      hold(chunk.subarray(from));
    },
    end: finish,
  };
}

function text(line: Buffer): string {
  const end = line.at(-1) === CARRIAGE_RETURN ? line.length - 1 : line.length;
  return line.toString("utf8", 0, end);
}

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const EXCERPT_BYTES = 200;
