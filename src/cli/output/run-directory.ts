import { chmodSync, closeSync, mkdirSync, openSync, rmdirSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { HarnessError } from "../../model/errors.ts";
import { readProblem } from "../read-problem.ts";

/** The folder of one run, for its owner's eyes only. */
export interface RunDirectory {
  readonly path: string;
  /** Appends one line to evidence.jsonl; it is on disk when this returns, whatever happens next. */
  evidence(line: string): void;
  close(): void;
  /** Takes back what was made, for a run that never began. */
  discard(): void;
}

/** Makes the folder and the evidence log. Done before the run: where nothing can be written, it must not start. */
export function openRunDirectory(path: string): RunDirectory {
  const log = join(path, "evidence.jsonl");
  const { made, file } = make(path, log);
  let open = true;
  const close = () => {
    if (open) closeSync(file);
    open = false;
  };
  return {
    path,
    evidence: (line) => {
      if (open) writeSync(file, `${line}\n`);
    },
    close,
    discard() {
      close();
      if (made === undefined) return;
      rmSync(log, { force: true });
      removeEmpty(path, made);
    },
  };
}

/** Removes the folders from `path` up to `top`, stopping at one that somebody else uses. */
function removeEmpty(path: string, top: string): void {
  for (let folder = path; folder.startsWith(top); folder = dirname(folder)) {
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
  }
}

/** `made` is the topmost folder that was not there before. */
function make(path: string, log: string): { made: string | undefined; file: number } {
  try {
    const made = mkdirSync(path, { recursive: true, mode: 0o700 });
    const file = openSync(log, "w", 0o600);
    chmodSync(log, 0o600);
    return { made, file };
  } catch (error) {
    throw new HarnessError(
      "usage",
      `The report cannot be written to ${path}: ${readProblem(error)}.`,
      "Name another folder with --out DIR.",
      error,
    );
  }
}
