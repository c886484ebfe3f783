import { chmodSync, closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Name of the file in a run's folder that says what the run made and what it removed again. */
export const journalName = "journal.ndjson";

/** The journal of one run. */
export interface JournalFile {
  /** Appends one line: it is on the disk when this returns. The file is made with the first one, and goes on where there is one. */
  write(line: string): void;
  close(): void;
}

/** Makes the journal of a folder; `first` is the line that any other follows. */
export function openJournalFile(directory: string, first: string | undefined): JournalFile {
  let file: number | undefined;
  const append = (to: number, line: string): void => {
    writeSync(to, `${line}\n`);
    fsyncSync(to);
  };
  return {
    write(line) {
      if (file === undefined) {
        const path = join(directory, journalName);
        file = openSync(path, "a", 0o600);
        // The mode above is for new files only.
        chmodSync(path, 0o600);
        if (first !== undefined) append(file, first);
      }
      append(file, line);
    },
    close() {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}
